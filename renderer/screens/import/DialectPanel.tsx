import { Button, HTMLSelect, InputGroup } from "@blueprintjs/core";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import type { ImportDraft } from "../../imports/draft.ts";
import { Field } from "../../ui/fields.tsx";
import { Bytes } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { PolicyFields } from "./PolicyFields.tsx";
import { TargetFields } from "./TargetFields.tsx";

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
const scales = { percent: "0 to 100", fraction: "0 to 1" } as const;

/** How the file is written, as it was found and as one may insist, and what happens to what is not as it should be. */
export function DialectPanel({ draft, seen, onChange }: DialectPanelProps) {
  const { understanding } = seen;
  const declared = Object.keys(draft.dialect).length;
  const isDeclared = (key: keyof typeof draft.dialect) =>
    draft.dialect[key] === undefined ? "" : "declared";
  const set = (key: string, value: string) => {
    const { [key as keyof typeof draft.dialect]: _, ...others } = draft.dialect;
    onChange({ dialect: value === AUTO ? others : { ...others, [key]: value } });
  };
  const choice = (key: keyof typeof dialects, label: string) => (
    <Field key={key} label={label}>
      {(id) => (
        <HTMLSelect
          id={id}
          className={isDeclared(key)}
          value={draft.dialect[key] ?? AUTO}
          options={[
            {
              value: AUTO,
              label: understanding && !isDeclared(key) ? `found: ${understanding[key]}` : "find out",
            },
            ...dialects[key].map((value) => ({ value, label: value })),
          ]}
          onChange={(event) => set(key, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  return (
    <Panel className="import-form">
      <TargetFields draft={draft} onChange={onChange} />
      <div className="field-group">
        <div className="field-heading field-heading-line">
          How it is written
          {declared > 0 && (
            <Button
              variant="minimal"
              size="small"
              text={`${declared} declared, find out again`}
              onClick={() => onChange({ dialect: {} })}
            />
          )}
        </div>
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
              key={draft.dialect.dateFormat ?? AUTO}
              className={`dataset-name-input ${isDeclared("dateFormat")}`}
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
                className={isDeclared("confidenceScale")}
                value={draft.dialect.confidenceScale ?? AUTO}
                options={[
                  { value: AUTO, label: `found: ${scales[understanding?.confidenceScale ?? "percent"]}` },
                  ...Object.entries(scales).map(([value, label]) => ({ value, label })),
                ]}
                onChange={(event) => set("confidenceScale", event.currentTarget.value)}
              />
            )}
          </Field>
        )}
      </div>
      <PolicyFields draft={draft} onChange={onChange} />
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
