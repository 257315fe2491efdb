import { SegmentedControl } from "@blueprintjs/core";
import {
  objectiveTable,
  type SearchObjective,
  searchObjective,
} from "../../../electron/contract/objectives.ts";
import { AmountLine } from "../../metrics/Amount.tsx";
import { type SearchForm as Form, type FormPartProps, searchForms } from "../../searches/search-form.ts";
import { useLeftToSettings } from "../../searches/use-searches.ts";
import { useOf } from "../../state/by-dataset.ts";
import { ChoiceLine, NumberLine } from "../../ui/fields.tsx";
import { tip } from "../../ui/tips.tsx";
import { AlgorithmChoice } from "./AlgorithmChoice.tsx";
import { MoreFields } from "./MoreFields.tsx";

interface SearchFormProps {
  readonly dataset: string;
  readonly disabled: boolean;
  readonly hasZones: boolean;
}

/** Everything that a search can be told; with `hasZones` also whether it goes into every zone. */
export function SearchForm({ dataset, disabled, hasZones }: SearchFormProps) {
  const [form, set] = useOf(searchForms, dataset);
  const part = { form, set, otherwise: useLeftToSettings() };
  return (
    <fieldset disabled={disabled}>
      <legend className="visually-hidden">Search</legend>
      {hasZones && <ZoneFields {...part} />}
      <SizeFields {...part} />
      <ObjectiveFields {...part} />
      <LimitFields {...part} />
      <MoreFields {...part} />
    </fieldset>
  );
}

/** For data with intraday zones: one portfolio, or one of every zone and what they come to together. */
function ZoneFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Search in</div>
      <SegmentedControl
        fill
        options={[
          { label: "All rows", value: "rows" },
          { label: "Every zone", value: "zones" },
        ]}
        value={form.over}
        onValueChange={(value) => set({ over: value as Form["over"] })}
      />
      {form.over === "zones" && (
        <>
          <NumberLine
            label="Strategies of a zone, from"
            explain={"Size of a zone's portfolio\nThe sizes below are those over all zones"}
            value={form.zoneMinSize}
            placeholder={String(form.minSize ?? otherwise.minSize)}
            min={1}
            max={10_000}
            whole
            onValue={(zoneMinSize) => set({ zoneMinSize })}
          />
          <NumberLine
            label="of a zone, to"
            value={form.zoneMaxSize}
            placeholder={String(form.maxSize ?? otherwise.maxSize)}
            min={1}
            max={10_000}
            whole
            onValue={(zoneMaxSize) => set({ zoneMaxSize })}
          />
          <div className="field-heading">Algorithms over all zones</div>
          <AlgorithmChoice
            label="Algorithms over all zones"
            chosen={form.overallAlgorithms}
            onChoose={(overallAlgorithms) => set({ overallAlgorithms })}
          />
        </>
      )}
    </div>
  );
}

function SizeFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <NumberLine
        label="Strategies, from"
        explain={"Size\nHow many strategies a portfolio has; every size in the range is searched"}
        value={form.minSize}
        placeholder={otherwise.minSize}
        min={1}
        max={10_000}
        whole
        onValue={(minSize) => set({ minSize })}
      />
      <NumberLine
        label="to"
        value={form.maxSize}
        placeholder={otherwise.maxSize}
        min={1}
        max={10_000}
        whole
        onValue={(maxSize) => set({ maxSize })}
      />
    </div>
  );
}

/** Smaller than a row of numbers: what an objective is, and how it is made on demand. */
function ObjectiveText({ objective }: { objective: SearchObjective }) {
  const { title, about, steps = [] } = objectiveTable[objective];
  const made = steps.map((step, k) => `${k + 1}. ${step}`).join("\n");
  return (
    <p className="objective-about" {...(made ? tip(`${title}\n${made}`) : {})}>
      {about}
    </p>
  );
}

function ObjectiveFields({ form, set, otherwise }: FormPartProps) {
  const objective = form.objective ?? otherwise.objective;
  return (
    <div className="field-group">
      <ChoiceLine
        label="Maximise"
        value={objective}
        options={searchObjective.options.map((value) => ({ value, label: objectiveTable[value].title }))}
        onValue={(chosen) => set({ objective: chosen })}
      />
      <ObjectiveText objective={objective} />
    </div>
  );
}

/** What a portfolio may not exceed. */
function LimitFields({ form, set }: FormPartProps) {
  return (
    <div className="field-group">
      <NumberLine
        label="Pair correlation at most"
        explain={
          "Pair correlation\nNo two members move together more than this; 1 = the very same, 0 = independently"
        }
        value={form.maxPairCorrelation}
        placeholder="1"
        min={-1}
        max={1}
        onValue={(maxPairCorrelation) => set({ maxPairCorrelation })}
      />
      <AmountLine
        label="Drawdown at most"
        explain={"Drawdown\nLargest fall of the portfolio (the mean of its members) below a peak"}
        value={form.maxDrawdown}
        placeholder="no limit"
        min={0.01}
        onValue={(maxDrawdown) => set({ maxDrawdown })}
      />
    </div>
  );
}
