import { Button, TagInput } from "@blueprintjs/core";
import { ChevronDown, ChevronUp, Random } from "@blueprintjs/icons";
import { z } from "zod";
import { isScored } from "../../../electron/contract/objectives.ts";
import { weightScheme, weightSchemeTable } from "../../../electron/contract/portfolio.ts";
import { AmountLine } from "../../metrics/Amount.tsx";
import type { FormPartProps, SearchForm } from "../../searches/search-form.ts";
import { rememberedStore, useStore } from "../../state/store.ts";
import { ChoiceLine, Field, NumberField, NumberLine, SwitchLine } from "../../ui/fields.tsx";
import { AlgorithmChoice } from "./AlgorithmChoice.tsx";

const moreOpen = rememberedStore("search-more", z.boolean(), false);

/** What few need: the product stands by what holds without a word. */
export function MoreFields(part: FormPartProps) {
  const isOpen = useStore(moreOpen);
  return (
    <>
      <Button
        fill
        variant="minimal"
        className="search-more"
        text="More"
        aria-expanded={isOpen}
        endIcon={isOpen ? <ChevronUp /> : <ChevronDown />}
        onClick={() => moreOpen.set(!isOpen)}
      />
      {isOpen && (
        <>
          <AlgorithmFields {...part} />
          <SlackFields {...part} />
          <BudgetFields {...part} />
          <LuckFields {...part} />
          <ConstraintFields {...part} />
        </>
      )}
    </>
  );
}

function AlgorithmFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Algorithms</div>
      <AlgorithmChoice
        label="Algorithms"
        chosen={form.algorithms ?? otherwise.algorithms}
        onChoose={(algorithms) => set({ algorithms })}
      />
    </div>
  );
}

/** What bends the objective. */
function SlackFields({ form, set, otherwise }: FormPartProps) {
  const objective = form.objective ?? otherwise.objective;
  if (objective !== "believable" && !isScored(objective)) return null;
  return (
    <div className="field-group">
      <div className="field-heading">Objective</div>
      {objective === "believable" && (
        <NumberLine
          label="Slack for P&L / drawdown"
          unit="share"
          explain={
            "Slack\nShare of the best believable Sharpe that a higher P&L / drawdown may cost; at 0.01 that was free out of sample\n0 = the believable Sharpe alone"
          }
          value={form.slack}
          placeholder={otherwise.slack}
          min={0}
          max={1}
          onValue={(slack) => set({ slack })}
        />
      )}
      {isScored(objective) && <ScoringFields form={form} set={set} otherwise={otherwise} />}
      {form.over === "rows" && (
        <ChoiceLine
          label="Weights"
          explain={
            "Weights\nOf the best portfolio's members, made once it is found; which of them earned out of sample stands beside\nThe search and its verdict are of equal weights"
          }
          value={form.weighting ?? "equal"}
          options={weightScheme.options.map((value) => ({ value, label: weightSchemeTable[value].title }))}
          onValue={(chosen) => set({ weighting: chosen === "equal" ? null : chosen })}
        />
      )}
    </div>
  );
}

/** Of objectives that the engine scores portfolios by. */
function ScoringFields({ form, set, otherwise }: FormPartProps) {
  return (
    <>
      <NumberLine
        label="Correlation penalty"
        explain={
          "Correlation penalty\nSo much of the mean correlation of the members is taken off what is maximised"
        }
        value={form.penaltyWeight}
        placeholder={otherwise.penaltyWeight}
        min={0}
        onValue={(penaltyWeight) => set({ penaltyWeight })}
      />
      <AmountLine
        label="Drawdown threshold"
        explain={"Threshold\nBelow this drawdown the penalty of P&L / drawdown is halved"}
        value={form.drawdownThreshold}
        placeholder={otherwise.drawdownThreshold}
        min={0}
        onValue={(drawdownThreshold) => set({ drawdownThreshold })}
      />
      <AmountLine
        label="Drawdown floor"
        explain={
          "Floor\nSmaller drawdowns count as this in P&L / drawdown, so that one with hardly any does not win by accident; fitted = what one typical member moves the portfolio by"
        }
        value={form.drawdownFloor}
        placeholder={otherwise.drawdownFloor}
        min={0}
        onValue={(drawdownFloor) => set({ drawdownFloor })}
      />
    </>
  );
}

function BudgetFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Budget</div>
      <NumberLine
        label="Evaluations"
        explain={
          "Evaluations\nPortfolios that each algorithm may try at each size; fitted to the data when left out"
        }
        value={form.evaluations}
        placeholder={otherwise.evaluations}
        min={1}
        whole
        onValue={(evaluations) => set({ evaluations })}
      />
      <NumberLine
        label="Time"
        unit="s"
        explain={
          "Time\nFor each algorithm at each size; a run that the clock ends gives another result the next time"
        }
        value={form.seconds}
        placeholder={otherwise.seconds}
        min={0.1}
        onValue={(seconds) => set({ seconds })}
      />
      <NumberLine
        label="Stop without progress after"
        unit="evaluations"
        explain={"Stop without progress\nAfter so many evaluations in which no better portfolio was found"}
        value={form.stagnation}
        placeholder={otherwise.stagnation}
        min={1}
        whole
        onValue={(stagnation) => set({ stagnation })}
      />
      <Field label="Seed" explain={"Seed\nThe same seed and settings give the same portfolios"}>
        {(id) => (
          <>
            <Button
              variant="minimal"
              icon={<Random />}
              aria-label="Another seed"
              onClick={() => set({ seed: Math.floor(Math.random() * 1e9) })}
            />
            <NumberField
              id={id}
              value={form.seed}
              placeholder={otherwise.seed}
              min={0}
              max={Number.MAX_SAFE_INTEGER}
              whole
              onValue={(seed) => set({ seed })}
            />
          </>
        )}
      </Field>
      <NumberLine
        label="Seeds"
        explain={"Seeds\nEvery algorithm runs at every size by so many seeds, that one and those that follow"}
        value={form.seeds}
        placeholder="1"
        min={1}
        max={1000}
        whole
        onValue={(seeds) => set({ seeds })}
      />
    </div>
  );
}

function LuckFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Luck</div>
      <NumberLine
        label="Tables without skill"
        explain={
          "Tables without skill\nThe same search is run on so many tables in which there is nothing to find, of each of two kinds; the verdict says how often they do as well\n0 leaves the verdict out, 19 is usual, 99 is thorough"
        }
        value={form.twins}
        placeholder={otherwise.twins}
        min={0}
        max={999}
        whole
        onValue={(twins) => set({ twins })}
      />
    </div>
  );
}

const groupWords: Readonly<Record<SearchForm["groupBy"], string>> = {
  none: "Not grouped",
  underlying: "Underlying",
  entry: "Entry time",
  window: "Entry and exit",
  zone: "Zone",
  regime: "Regime",
};

/** What every portfolio of a search must satisfy. */
function ConstraintFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Constraints</div>
      <SwitchLine
        label="Leave out strategies that never change"
        checked={form.excludeConstant ?? otherwise.excludeConstant}
        onChecked={(excludeConstant) => set({ excludeConstant })}
      />
      <ChoiceLine
        label="Group members by"
        value={form.groupBy}
        options={(Object.keys(groupWords) as SearchForm["groupBy"][]).map((value) => ({
          value,
          label: groupWords[value],
        }))}
        onValue={(groupBy) => set({ groupBy })}
      />
      {form.groupBy !== "none" && (
        <NumberLine
          label="Members per group at most"
          value={form.groupMax}
          placeholder="no limit"
          min={1}
          whole
          onValue={(groupMax) => set({ groupMax })}
        />
      )}
      <TagInput
        values={form.include}
        placeholder="Must include: exact names"
        inputProps={{ "aria-label": "Strategies that must be included" }}
        onChange={(values) => set({ include: values.map(String) })}
      />
      <TagInput
        values={form.exclude}
        placeholder="Never: names, * and ? match"
        inputProps={{ "aria-label": "Strategies that are never chosen" }}
        onChange={(values) => set({ exclude: values.map(String) })}
      />
    </div>
  );
}
