import { Button } from "@blueprintjs/core";
import { Tick } from "@blueprintjs/icons";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { moneyText } from "../../../electron/contract/figures/money.ts";
import { sizingFormTable } from "../../../electron/contract/kelly.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { changePortfolio } from "../../portfolios/shelf.ts";
import { useMoney } from "../../state/money.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { useScrollFocus } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { tip } from "../../ui/tips.tsx";

type Allocation = ResultOf<typeof kellyAllocate>;

const percent = (share: number) => `${formatFigure(share * 100, 1)} %`;

/**
 * The honest size and every form of Kelly: what each risks, and how likely it breaks the limit. Pressing one shows its sizes.
 */
export function FormsTable({
  made,
  onForm,
}: {
  made: Allocation;
  onForm: (form: Allocation["form"]) => void;
}) {
  const { limit, forms } = made;
  const money = useMoney();
  return (
    <table className="lane-table forms-table">
      <thead>
        <tr>
          <th scope="col">Form</th>
          <NumberHead explain={"At risk\nWhat a mean loss of every member takes, of the capital"}>
            At risk
          </NumberHead>
          <AmountHead>Worst row</AmountHead>
          <NumberHead
            explain={"Growth\nOf the capital a row at this size, compounded over the recorded rows"}
          >
            Growth a row
          </NumberHead>
          <NumberHead
            explain={`Chance\nOf ${formatFigure(limit.paths)} paths of the next ${formatFigure(limit.horizon)} rows, those that fall by ${moneyText(limit.amount, money)}`}
          >
            Falls {percent(limit.drawdown)}
          </NumberHead>
        </tr>
      </thead>
      <tbody>
        {forms.map(({ form, atRisk, worstRow, growth, ruin, chance }) => (
          <tr key={form} className={form === made.form ? "lane-leader" : undefined}>
            <th scope="row">
              <button
                type="button"
                className="link"
                aria-pressed={form === made.form}
                onClick={() => onForm(form)}
                {...tip(`${sizingFormTable[form].title}\n${sizingFormTable[form].about}`)}
              >
                {sizingFormTable[form].title}
              </button>
            </th>
            <td className="number">{percent(atRisk)}</td>
            <td className="number">
              <Amount value={worstRow} />
            </td>
            <td className={ruin ? "number loss" : "number"}>
              {ruin ? "ruin" : `${formatFigure(growth * 100, 3)} %`}
            </td>
            <td className={chance > limit.chance ? "number loss" : "number"}>{percent(chance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What to put on each member. */
export function SizesTable({ made, portfolio }: { made: Allocation; portfolio: SavedPortfolio }) {
  const scroll = useScrollFocus();
  const total = made.size.reduce((sum, size) => sum + size, 0);
  const hasLots = made.lots.some((lots) => !Number.isNaN(lots));
  const apply = () =>
    changePortfolio(
      portfolio.id,
      { weights: Array.from(made.size, (size) => size / total) },
      `Weights of ${portfolio.name} are those of: ${sizingFormTable[made.form].title}.`,
    );
  return (
    <section className="sizes" aria-label="Sizes of the members">
      <header className="sizes-head">
        <h3>Sizes of the members</h3>
        <Button size="small" icon={<Tick />} text="Use as weights" disabled={!(total > 0)} onClick={apply} />
        <CopyMenu title={`Sizes of ${portfolio.name}`} csv={() => sizesCsv(made)} />
      </header>
      <div className="sizes-scroll" ref={scroll}>
        <table className="lane-table">
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <NumberHead explain={"Fraction\nOf the capital, at risk in a mean loss, before lots"}>
                Fraction
              </NumberHead>
              <AmountHead>Capital</AmountHead>
              <NumberHead explain={"Size\nTimes the recorded position"}>Size</NumberHead>
              {hasLots && <NumberHead>Lots</NumberHead>}
              <AmountHead>At risk</AmountHead>
              <AmountHead>Worst row</AmountHead>
              <NumberHead
                explain={
                  "Risk share\nWhat the member brings to the ups and downs of the portfolio (its variance, from the Ledoit-Wolf covariance)"
                }
              >
                Risk share
              </NumberHead>
            </tr>
          </thead>
          <tbody>
            {made.members.map((name, i) => (
              <tr key={name}>
                <th scope="row" className="sizes-name">
                  <NameText name={name} shared={sharedEnds(made.members)} />
                </th>
                <td className="number">{formatFigure((made.fraction[i] ?? 0) * 100, 2)} %</td>
                <td className="number">
                  <Amount value={made.allotted[i] ?? 0} />
                </td>
                <td className="number">{formatFigure(made.size[i] ?? 0, 3)}</td>
                {hasLots && <td className="number">{formatFigure(made.lots[i] ?? 0)}</td>}
                <td className="number">
                  <Amount value={made.atRisk[i] ?? 0} />
                </td>
                <td className="number">
                  <Amount value={made.worst[i] ?? 0} />
                </td>
                <td className="number">{percent(made.riskShare[i] ?? Number.NaN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function sizesCsv(made: Allocation): string {
  const total = made.size.reduce((sum, size) => sum + size, 0);
  return csvText(
    ["strategy", "weight", "fraction", "capital", "size", "lots", "at_risk", "worst_row", "risk_share"],
    made.members.map((name, i) => [
      name,
      total > 0 ? (made.size[i] ?? 0) / total : (made.weights[i] ?? 0),
      made.fraction[i] ?? Number.NaN,
      made.allotted[i] ?? Number.NaN,
      made.size[i] ?? Number.NaN,
      made.lots[i] ?? Number.NaN,
      made.atRisk[i] ?? Number.NaN,
      made.worst[i] ?? Number.NaN,
      made.riskShare[i] ?? Number.NaN,
    ]),
  );
}
