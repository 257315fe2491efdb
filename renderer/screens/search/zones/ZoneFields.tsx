import { SegmentedControl } from "@blueprintjs/core";
import type { SearchForm as Form } from "../../../searches/search-form.ts";
import { Field, NumberField } from "../../../ui/fields.tsx";
import { AlgorithmChoice } from "../AlgorithmChoice.tsx";

interface ZoneFieldsProps {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
}

/** For data with intraday zones: one portfolio, or one of every zone and what they come to together. */
export function ZoneFields({ form, set }: ZoneFieldsProps) {
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
          <Field
            label="Strategies of a zone, from"
            explain={"Size of a zone's portfolio\nThe sizes below are those over all zones"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.zoneMinSize}
                placeholder={String(form.minSize)}
                min={1}
                max={10_000}
                whole
                onValue={(value) => set({ zoneMinSize: value })}
              />
            )}
          </Field>
          <Field label="of a zone, to">
            {(id) => (
              <NumberField
                id={id}
                value={form.zoneMaxSize}
                placeholder={String(form.maxSize)}
                min={1}
                max={10_000}
                whole
                onValue={(value) => set({ zoneMaxSize: value })}
              />
            )}
          </Field>
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
