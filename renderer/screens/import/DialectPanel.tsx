import { HTMLSelect, InputGroup, Switch } from "@blueprintjs/core";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file-inspect.ts";
import { Bytes } from "../../ui/Bytes.tsx";
import { Field } from "../../ui/Field.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { ImportDraft } from "./import-draft.ts";

interface DialectPanelProps {
  readonly draft: ImportDraft;
  readonly seen: ResultOf<typeof fileInspect>;
  readonly onChange: (part: Partial<ImportDraft>) => void;
}

const AUTO = "auto";
const dialects = {
  encoding: ["utf-8", "utf-16le", "utf-16be", "windows-1252"],
  delimiter: ["comma", "semicolon", "tab", "pipe"],
  decimal: ["point", "comma"],
  thousands: ["none", "comma", "point", "space", "apostrophe"],
} as const;
const policies = {
  missing: {
    label: "Unreadable cells",
    choices: { zero: "count as 0", keep: "leave missing", refuse: "refuse" },
  },
  duplicateNames: {
    label: "Equal names",
    choices: { refuse: "refuse", rename: "number them", first: "take the first" },
  },
  duplicateColumns: { label: "Equal columns", choices: { keep: "keep", drop: "drop", refuse: "refuse" } },
  constantColumns: { label: "Constant columns", choices: { keep: "keep", drop: "drop", refuse: "refuse" } },
  duplicateDates: { label: "Equal dates", choices: { keep: "keep apart", sum: "sum", refuse: "refuse" } },
  badDates: { label: "Unreadable dates", choices: { refuse: "refuse", drop: "drop the row" } },
} as const;

/** How the file is written, as it was found and as one may insist, and what happens to what is not as it should be. */
export function DialectPanel({ draft, seen, onChange }: DialectPanelProps) {
  const { understanding } = seen;
  const set = (key: string, value: string) => {
    const { [key as keyof typeof draft.dialect]: _, ...others } = draft.dialect;
    onChange({ dialect: value === AUTO ? others : { ...others, [key]: value } });
  };
  const choice = (key: keyof typeof dialects, label: string) => (
    <Field key={key} label={label}>
      {(id) => (
        <HTMLSelect
          id={id}
          value={draft.dialect[key] ?? AUTO}
          options={[
            { value: AUTO, label: understanding ? `found: ${understanding[key]}` : "find out" },
            ...dialects[key].map((value) => ({ value, label: value })),
          ]}
          onChange={(event) => set(key, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <Panel className="import-form">
      <div className="field-group">
        <div className="field-heading">Dataset</div>
        <Field label="Name">
          {(id) => (
            <InputGroup
              id={id}
              className="dataset-name-input"
              value={draft.dataset}
              onValueChange={(dataset) => onChange({ dataset: dataset.trim() })}
            />
          )}
        </Field>
        <Field label="New version if it exists">
          {(id) => (
            <Switch
              id={id}
              checked={draft.replace}
              onChange={(event) => onChange({ replace: event.currentTarget.checked })}
            />
          )}
        </Field>
      </div>
      <div className="field-group">
        <div className="field-heading">How it is written</div>
        {choice("encoding", "Encoding")}
        {choice("delimiter", "Delimiter")}
        {choice("decimal", "Decimal sign")}
        {choice("thousands", "Thousands")}
        <Field
          label="Dates"
          explain={`Dates\n${understanding?.dateBecause ?? "Decided from all rows"}\nTokens: YYYY YY MM MMM DD HH:mm:ss`}
        >
          {(id) => (
            <InputGroup
              id={id}
              className="dataset-name-input"
              placeholder={understanding?.dateFormat ?? "DD-MM-YYYY"}
              defaultValue={draft.dialect.dateFormat ?? ""}
              onBlur={(event) => set("dateFormat", event.currentTarget.value.trim() || AUTO)}
              onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            />
          )}
        </Field>
        {understanding && <p className="import-because faint">{understanding.dateBecause}</p>}
        {(understanding?.confidenceScale ?? null) !== null && (
          <Field
            label="Confidence scale"
            explain={
              "Confidence scale\n0.7 of 100 is not 70 %: the scale is found from the whole column and can be declared"
            }
          >
            {(id) => (
              <HTMLSelect
                id={id}
                value={draft.dialect.confidenceScale ?? AUTO}
                options={[
                  {
                    value: AUTO,
                    label: `found: ${understanding?.confidenceScale === "percent" ? "0 to 100" : "0 to 1"}`,
                  },
                  { value: "percent", label: "0 to 100" },
                  { value: "fraction", label: "0 to 1" },
                ]}
                onChange={(event) => set("confidenceScale", event.currentTarget.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div className="field-group">
        <div className="field-heading">What is not as it should be</div>
        {Object.entries(policies).map(([key, { label, choices }]) => (
          <Field key={key} label={label}>
            {(id) => (
              <HTMLSelect
                id={id}
                value={draft.policies[key as keyof typeof policies] ?? ""}
                options={[
                  { value: "", label: "as in the settings" },
                  ...Object.entries(choices).map(([value, text]) => ({ value, label: text })),
                ]}
                onChange={(event) => {
                  const { [key as keyof typeof policies]: _, ...others } = draft.policies;
                  const value = event.currentTarget.value;
                  onChange({ policies: value === "" ? others : { ...others, [key]: value } });
                }}
              />
            )}
          </Field>
        ))}
      </div>
      {understanding && (
        <p className="import-because faint">
          <Bytes value={understanding.bytes} />, {understanding.lineEnd.toUpperCase()}
          {understanding.hasBom && ", BOM"}
          {understanding.compression !== "none" && `, ${understanding.compression}`}
        </p>
      )}
    </Panel>
  );
}
