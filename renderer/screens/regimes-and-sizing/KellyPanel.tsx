import { Button } from "@blueprintjs/core";
import { useMemo } from "react";
import { kellyGrowth } from "../../../electron/charts/kelly-growth.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { moneyText } from "../../../electron/contract/figures/money.ts";
import { kellyEdge, sizingForm, sizingFormTable } from "../../../electron/contract/kelly.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import { AmountFigure } from "../../metrics/Amount.tsx";
import { usePortfolios } from "../../portfolios/use-portfolios.ts";
import { useOf } from "../../state/by-dataset.ts";
import { useMoney } from "../../state/money.ts";
import { goTo } from "../../state/route.ts";
import { Chart } from "../../ui/Chart.tsx";
import { ChoiceLine, NumberLine, SwitchLine } from "../../ui/fields.tsx";
import { KeyFigure } from "../../ui/figures.tsx";
import { Loading } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { withMinus } from "../../ui/text.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import type { PanelProps } from "./panel-props.ts";
import { FormsTable, SizesTable } from "./SizesTable.tsx";
import { mostSized, type SizingForm, sizingForms, sizingRequest } from "./sizing-form.ts";
import "../../ui/facts.css";

type Allocation = ResultOf<typeof kellyAllocate>;

const formOptions = sizingForm.options.map((value) => ({ value, label: sizingFormTable[value].title }));

/** How large to make the open portfolio, and how much to put on each member. */
export function KellyPanel({ view }: Pick<PanelProps, "view">) {
  const { open } = usePortfolios(view.dataset);
  const { inForce } = useSettings();
  const capital = Number(inForce("analysis.capital")) || 0;
  return (
    <Panel title="Sizing" note={open?.name} className="kelly">
      {!open ? (
        <p className="muted">
          Sizing works on a portfolio.{" "}
          <Button variant="minimal" intent="primary" text="Search for one" onClick={() => goTo("search")} />
        </p>
      ) : capital > 0 ? (
        <Sizing view={view} portfolio={open} capital={capital} />
      ) : (
        <p className="muted">
          Sizes need the capital that they are taken from: declare it as Capital under Definitions.
        </p>
      )}
    </Panel>
  );
}

interface SizingProps extends Pick<PanelProps, "view"> {
  readonly portfolio: SavedPortfolio;
  readonly capital: number;
}

function Sizing({ view, portfolio, capital }: SizingProps) {
  const [form, set] = useOf(sizingForms, view.dataset);
  const isTooLarge = portfolio.members.length > mostSized;
  const request = isTooLarge ? null : sizingRequest(form, view, portfolio, capital);
  const { inForce } = useSettings();
  const { data, problem, loading, progress } = useResult(kellyAllocate, request, ["settings-changed"]);
  return (
    <div className="kelly-body" aria-busy={loading}>
      <div>
        <LimitFields form={form} set={set} />
        {formInForce(form, inForce) !== "honest" && <KellyFields form={form} set={set} />}
      </div>
      <div className="kelly-answer">
        {isTooLarge && <p className="loss">Up to {formatFigure(mostSized)} members can be sized.</p>}
        {problem && (
          <p className="loss">
            {problem.message} {problem.remedy}
          </p>
        )}
        {!data && !problem && !isTooLarge && <Loading what={progress?.stage ?? "Judging the strategies"} />}
        {data && <Answer made={data} portfolio={portfolio} onForm={(how) => set({ form: how })} />}
      </div>
    </div>
  );
}

interface FieldsProps {
  readonly form: SizingForm;
  readonly set: (part: Partial<SizingForm>) => void;
}

/** Shares are entered in percent. */
const inPercent = (share: number | null) => (share === null ? null : Number((share * 100).toPrecision(12)));
const asShare = (value: number | null) => (value === null ? null : value / 100);

/** What a setting is where 0 means something else. */
const unless0 = (text: string | undefined, otherwise: string) => (text === "0" ? otherwise : (text ?? ""));

const formInForce = ({ form }: SizingForm, inForce: (key: string) => string | undefined) =>
  form ?? sizingForm.safeParse(inForce("sizing.form")).data ?? "honest";

function LimitFields({ form, set }: FieldsProps) {
  const { inForce } = useSettings();
  const usual = (key: string) => formatFigure(Number(inForce(key)) * 100, 1);
  const how = formInForce(form, inForce);
  return (
    <>
      <ChoiceLine
        label="Form"
        explain={`${sizingFormTable[how].title}\n${sizingFormTable[how].about}`}
        value={how}
        options={formOptions}
        onValue={(chosen) => set({ form: chosen })}
      />
      <NumberLine
        label="Drawdown"
        unit="% of capital"
        explain={"Drawdown\nThe fall that is to be kept within"}
        value={inPercent(form.drawdown)}
        placeholder={usual("sizing.drawdown")}
        min={0.1}
        max={100}
        onValue={(value) => set({ drawdown: asShare(value) })}
      />
      <NumberLine
        label="Chance"
        unit="%"
        explain={"Chance\nOf a deeper fall that is allowed"}
        value={inPercent(form.chance)}
        placeholder={usual("sizing.chance")}
        min={0.1}
        max={50}
        onValue={(value) => set({ chance: asShare(value) })}
      />
      <NumberLine
        label="Horizon"
        unit="rows"
        explain={"Horizon\nRows that lie ahead; as many as are recorded when left out"}
        value={form.horizon}
        placeholder={unless0(inForce("sizing.horizon"), "recorded")}
        min={1}
        max={100_000}
        whole
        onValue={(horizon) => set({ horizon })}
      />
      <NumberLine
        label="Lot"
        explain={"Lot\nSizes are rounded down to multiples of it"}
        value={form.lot}
        placeholder={unless0(inForce("kelly.lot"), "none")}
        min={0}
        onValue={(lot) => set({ lot })}
      />
    </>
  );
}

function KellyFields({ form, set }: FieldsProps) {
  const { inForce } = useSettings();
  return (
    <div className="field-group">
      <div className="field-heading">Kelly</div>
      <ChoiceLine
        label="Edge"
        explain={
          "Edge\nexpected: every average marked down to what such a figure has proved to be worth in this table\nrecorded: as in the rows, which a chosen portfolio seldom keeps"
        }
        value={form.edge ?? kellyEdge.safeParse(inForce("kelly.edge")).data ?? "expected"}
        options={kellyEdge.options}
        onValue={(edge) => set({ edge })}
      />
      <NumberLine
        label="Multiplier"
        explain={"Multiplier\nA quarter of the Kelly fraction is usual"}
        value={form.multiplier}
        placeholder={inForce("kelly.multiplier") ?? ""}
        min={0}
        max={1}
        onValue={(multiplier) => set({ multiplier })}
      />
      <NumberLine
        label="Cap per strategy"
        unit="of capital"
        explain={"Cap\nMost of the capital that one strategy may have at risk"}
        value={form.cap}
        placeholder={inForce("kelly.cap") ?? ""}
        min={0.001}
        max={100}
        onValue={(cap) => set({ cap })}
      />
      <NumberLine
        label="Leverage limit"
        unit="of capital"
        explain={
          "Leverage\nMost that the fractions at risk may sum to; above it all are scaled down together"
        }
        value={form.leverage}
        placeholder={inForce("kelly.leverage") ?? ""}
        min={0.001}
        max={100}
        onValue={(leverage) => set({ leverage })}
      />
      <SwitchLine
        label="Regime confidence"
        explain={"Regime confidence\nMultiplies by the mean confidence of the rows"}
        checked={form.confidence ?? inForce("kelly.confidence") === "true"}
        onChecked={(confidence) => set({ confidence })}
      />
    </div>
  );
}

interface AnswerProps {
  readonly made: Allocation;
  readonly portfolio: SavedPortfolio;
  readonly onForm: (form: Allocation["form"]) => void;
}

function Answer({ made, portfolio, onForm }: AnswerProps) {
  const theme = useChartTheme();
  const option = useMemo(() => growthOption(made, theme), [made, theme]);
  const { sentences } = made;
  return (
    <>
      <div>
        {sentences.map((sentence, at) => (
          <p
            key={sentence}
            className={sentence.startsWith("Ruin") ? "loss" : at === 0 ? "sizing-promise" : "muted"}
          >
            {withMinus(sentence)}
          </p>
        ))}
      </div>
      <AllocationFigures made={made} />
      <div className="kelly-pair">
        <FormsTable made={made} onForm={onForm} />
        {option && (
          <div className="kelly-chart">
            <Chart option={option} label="Recorded growth at other fractions of the capital at risk" />
          </div>
        )}
      </div>
      <SizesTable made={made} portfolio={portfolio} />
    </>
  );
}

/** Growth against the fraction of capital at risk; null where nothing is at risk. */
function growthOption(made: Allocation, theme: ReturnType<typeof useChartTheme>) {
  const { utilisation, curve, bestMultiple } = made;
  if (!(utilisation > 0)) return null;
  const widest = curve.multiple.at(-1) ?? 0;
  const marks = [
    { label: "this size", fraction: utilisation, chosen: true },
    ...(bestMultiple <= widest ? [{ label: "was fastest", fraction: bestMultiple * utilisation }] : []),
  ];
  const fraction = curve.multiple.map((multiple) => multiple * utilisation);
  return kellyGrowth({ fraction, growth: curve.growth, marks }, { theme });
}

function AllocationFigures({ made }: { made: Allocation }) {
  const money = useMoney();
  const own = made.forms.find(({ form }) => form === made.form);
  const isOver = own !== undefined && own.chance > made.limit.chance;
  return (
    <div className="key-figures">
      <AmountFigure label="Capital" amount={made.capital} />
      <KeyFigure
        label="At risk"
        value={`${formatFigure(made.utilisation * 100, 2)} %`}
        note={moneyText(made.totalAtRisk, money)}
        explain={"At risk\nWhat a mean loss of every member takes, of the capital"}
      />
      <KeyFigure
        label={`Chance to fall ${formatFigure(made.limit.drawdown * 100, 1)} %`}
        value={own ? `${formatFigure(own.chance * 100, 1)} %` : "-"}
        tone={isOver ? "loss" : undefined}
        note={`in ${formatFigure(made.limit.horizon)} rows`}
      />
      <AmountFigure label="Worst row" amount={made.worstDay} tone={made.ruin ? "loss" : undefined} />
      <KeyFigure
        label="Growth"
        value={made.ruin ? "ruin" : `${formatFigure(made.growth * 100, 3)} %`}
        tone={made.ruin ? "loss" : undefined}
        note="a row, recorded"
      />
      <KeyFigure
        label="Expected Sharpe"
        value={formatFigure(made.expected.sharpe, 2)}
        unit="a row"
        note={`${formatFigure(made.expected.recorded, 2)} recorded`}
      />
    </div>
  );
}
