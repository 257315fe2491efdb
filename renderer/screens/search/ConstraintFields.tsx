import { HTMLSelect, Switch, TagInput } from "@blueprintjs/core";
import type { SearchForm as Form } from "../../searches/search-form.ts";
import { Field, NumberField } from "../../ui/fields.tsx";

const groupWords: Readonly<Record<Form["groupBy"], string>> = {
  none: "Not grouped",
  underlying: "Underlying",
  entry: "Entry time",
  window: "Entry and exit",
  zone: "Zone",
  regime: "Regime",
};

interface ConstraintFieldsProps {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
}

/** What every portfolio of a search must satisfy. */
export function ConstraintFields({ form, set }: ConstraintFieldsProps) {
  return (
    <div className="field-group">
      <div className="field-heading">Constraints</div>
      <Field label="Pair correlation at most">
        {(id) => (
          <NumberField
            id={id}
            value={form.maxPairCorrelation}
            placeholder="1"
            min={-1}
            max={1}
            onValue={(value) => set({ maxPairCorrelation: value })}
          />
        )}
      </Field>
      <Field label="Drawdown at most" unit="currency">
        {(id) => (
          <NumberField
            id={id}
            value={form.maxDrawdown}
            placeholder="no limit"
            min={0.01}
            onValue={(value) => set({ maxDrawdown: value })}
          />
        )}
      </Field>
      <Field label="Without constant columns">
        {(id) => (
          <Switch
            id={id}
            checked={form.excludeConstant}
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
        <Field label="Members per group at most">
          {(id) => (
            <NumberField
              id={id}
              value={form.groupMax}
              placeholder="no limit"
              min={1}
              whole
              onValue={(value) => set({ groupMax: value })}
            />
          )}
        </Field>
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
