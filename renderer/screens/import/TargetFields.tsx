import { HTMLSelect, InputGroup } from "@blueprintjs/core";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import { useResult } from "../../bridge/use-result.ts";
import { datasetNameOf, type ImportDraft } from "../../imports/draft.ts";
import { Field } from "../../ui/fields.tsx";

interface TargetFieldsProps {
  readonly draft: ImportDraft;
  readonly onChange: (part: Partial<ImportDraft>) => void;
}

const makes = [
  { value: "new", label: "a new dataset" },
  { value: "version", label: "a new version of" },
  { value: "append", label: "more days of" },
];
const overlaps = [
  { value: "refuse", label: "stop" },
  { value: "skip", label: "leave them out" },
  { value: "keep", label: "keep them apart" },
];

/** What the file becomes: a dataset of its own, another version of one, or more days of one. */
export function TargetFields({ draft, onChange }: TargetFieldsProps) {
  const { data } = useResult(datasetList, {}, ["datasets-changed"]);
  const names = (data?.datasets ?? []).map(({ name }) => name);
  const isNew = draft.into === "new";
  const choose = (into: ImportDraft["into"]) => {
    const own = datasetNameOf(draft.files[0] ?? "");
    onChange({ into, dataset: into === "new" ? own : names.includes(own) ? own : (names[0] ?? "") });
  };
  return (
    <div className="field-group">
      <div className="field-heading">Dataset</div>
      <Field label="Make">
        {(id) => (
          <HTMLSelect
            id={id}
            value={draft.into}
            options={names.length > 0 ? makes : makes.slice(0, 1)}
            onChange={(event) => choose(event.currentTarget.value as ImportDraft["into"])}
          />
        )}
      </Field>
      <Field label={isNew ? "Name" : "Dataset"}>
        {(id) =>
          isNew ? (
            <InputGroup
              id={id}
              className="dataset-name-input"
              value={draft.dataset}
              onValueChange={(dataset) => onChange({ dataset: dataset.trim() })}
            />
          ) : (
            <HTMLSelect
              id={id}
              value={draft.dataset}
              options={names}
              onChange={(event) => onChange({ dataset: event.currentTarget.value })}
            />
          )
        }
      </Field>
      {draft.into === "append" && (
        <Field
          label="Dates that are there"
          explain={
            "Dates that are there already\nStop: nothing is written\nLeave out: only new dates are added\nKeep apart: observations of their own"
          }
        >
          {(id) => (
            <HTMLSelect
              id={id}
              value={draft.overlap}
              options={overlaps}
              onChange={(event) => onChange({ overlap: event.currentTarget.value as ImportDraft["overlap"] })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
