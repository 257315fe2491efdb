import { HTMLSelect, Switch, TagInput } from "@blueprintjs/core";
import type { SearchForm as Form } from "../../searches/search-form.ts";
import { Field, NumberLine } from "../../ui/fields.tsx";
import type { FormPartProps } from "./SearchForm.tsx";

const groupWords: Readonly<Record<Form["groupBy"], string>> = {
  none: "Not grouped",
  underlying: "Underlying",
  entry: "Entry time",
  window: "Entry and exit",
  zone: "Zone",
  regime: "Regime",
};

/** What every portfolio of a search must satisfy. */
export function ConstraintFields({ form, set, otherwise }: FormPartProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Constraints</div>
      <NumberLine
        label="Pair correlation at most"
        value={form.maxPairCorrelation}
        placeholder="1"
        min={-1}
        max={1}
        onValue={(maxPairCorrelation) => set({ maxPairCorrelation })}
      />
      <NumberLine
        label="Drawdown at most"
        unit="currency"
        value={form.maxDrawdown}
        placeholder="no limit"
        min={0.01}
        onValue={(maxDrawdown) => set({ maxDrawdown })}
      />
      <Field label="Without constant columns">
        {(id) => (
          <Switch
            id={id}
            checked={form.excludeConstant ?? otherwise.excludeConstant}
            onChange={(event) => set({ excludeConstant: event.currentTarget.checked })}
          />
        )}
      </Field>
      <Field label="Groups by">
        {(id) => (
          <HTMLSelect
            id={id}
            value={form.groupBy}
            options={Object.entries(groupWords).map(([value, label]) => ({ value, label }))}
            onChange={(event) => set({ groupBy: event.currentTarget.value as Form["groupBy"] })}
          />
        )}
      </Field>
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
