import { SegmentedControl } from "@blueprintjs/core";
import type { SearchForm as Form } from "../../../searches/search-form.ts";
import { NumberLine } from "../../../ui/fields.tsx";
import { AlgorithmChoice } from "../AlgorithmChoice.tsx";
import type { FormPartProps } from "../SearchForm.tsx";

/** For data with intraday zones: one portfolio, or one of every zone and what they come to together. */
export function ZoneFields({ form, set, otherwise }: FormPartProps) {
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
