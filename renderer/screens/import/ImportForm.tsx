import { Button, InputGroup } from "@blueprintjs/core";
import { fileDialect, moneyUnit } from "../../../electron/contract/importing.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import { datasetNameOf, type ImportDraft } from "../../imports/draft.ts";
import { ChoiceLine, Field } from "../../ui/fields.tsx";
import { Bytes } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { asSentence } from "../../ui/text.ts";
import { ShapeFields, TextLine } from "./ShapeFields.tsx";

interface FieldsProps {
  readonly draft: ImportDraft;
  readonly onChange: (part: Partial<ImportDraft>) => void;
}

interface FormProps extends FieldsProps {
  readonly seen: ResultOf<typeof fileInspect>;
}

/** What the file becomes, how it is written, and what happens to what is not as it should be. */
export function ImportForm({ draft, seen, onChange }: FormProps) {
  const { understanding } = seen;
  return (
    <Panel className="import-form">
      <TargetFields draft={draft} onChange={onChange} />
      <ShapeFields draft={draft} seen={seen} onChange={onChange} />
      <DialectFields draft={draft} seen={seen} onChange={onChange} />
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

const makes = [
  { value: "new", label: "a new dataset" },
  { value: "version", label: "a new version of" },
  { value: "append", label: "more days of" },
] as const;
const overlaps = [
  { value: "refuse", label: "stop" },
  { value: "skip", label: "leave them out" },
  { value: "keep", label: "keep them apart" },
] as const;

/** What the file becomes: a dataset of its own, another version of one, or more days of one. */
function TargetFields({ draft, onChange }: FieldsProps) {
  const { data } = useResult(datasetList, {}, ["datasets-changed"]);
  const names = (data?.datasets ?? []).map(({ name }) => name);
  const choose = (into: ImportDraft["into"]) => {
    const own = datasetNameOf(draft.files[0] ?? "");
    onChange({ into, dataset: into === "new" ? own : names.includes(own) ? own : (names[0] ?? "") });
  };
  return (
    <div className="field-group">
      <div className="field-heading">Dataset</div>
      <ChoiceLine
        label="Make"
        value={draft.into}
        options={names.length > 0 ? makes : makes.slice(0, 1)}
        onValue={choose}
      />
      {draft.into === "new" ? (
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
      ) : (
        <ChoiceLine
          label="Dataset"
          value={draft.dataset}
          options={names}
          onValue={(dataset) => onChange({ dataset })}
        />
      )}
      {draft.into !== "append" && <MoneyLine draft={draft} onChange={onChange} />}
      {draft.into === "append" && (
        <ChoiceLine
          label="Dates that are there"
          explain={
            "Dates that are there already\nStop: nothing is written\nLeave out: only new dates are added\nKeep apart: they stand beside those that are there"
          }
          value={draft.overlap}
          options={overlaps}
          onValue={(overlap) => onChange({ overlap })}
        />
      )}
    </div>
  );
}

/** What the amounts of the file are in: its sign stands before them on every screen. */
function MoneyLine({ draft: { money }, onChange }: FieldsProps) {
  const isWrong = money !== "" && !moneyUnit.safeParse(money).success;
  return (
    <Field
      label="P&L in"
      explain={
        "P&L in\nA currency (INR, USD), its sign, or a word such as points\nRupees are grouped in lakhs"
      }
    >
      {(id) => (
        <InputGroup
          id={id}
          value={money}
          placeholder="INR, USD, points"
          intent={isWrong ? "danger" : "none"}
          aria-invalid={isWrong}
          onValueChange={(text) => onChange({ money: text.trimStart() })}
        />
      )}
    </Field>
  );
}

const AUTO = "auto";
const dialects = [
  { key: "encoding", label: "Encoding", choices: fileDialect.shape.encoding.options.slice(1) },
  { key: "delimiter", label: "Delimiter", choices: ["comma", "semicolon", "tab", "pipe"] },
  { key: "decimal", label: "Decimal sign", choices: ["point", "comma"] },
  { key: "thousands", label: "Thousands", choices: ["none", "comma", "point", "space", "apostrophe"] },
  { key: "numbers", label: "Numbers", choices: ["plain", "accounting"] },
] as const;
const timeUnits = { clock: "915 is 09:15", minutes: "555 is 09:15", seconds: "33300 is 09:15" } as const;
const scales = { percent: "0 to 100", fraction: "0 to 1" } as const;

/** How the file is written, as it was found and as one may insist. */
function DialectFields({ draft, seen: { understanding }, onChange }: FormProps) {
  const declared = Object.keys(draft.dialect).length;
  const isDeclared = (key: keyof typeof draft.dialect) =>
    draft.dialect[key] === undefined ? "" : "declared";
  const set = (key: string, value: string) => {
    const { [key as keyof typeof draft.dialect]: _, ...others } = draft.dialect;
    onChange({ dialect: value === AUTO ? others : { ...others, [key]: value } });
  };
  return (
    <div className="field-group">
      <div className="field-heading field-heading-line">
        How it is written
        {declared > 0 && (
          <Button
            variant="minimal"
            size="small"
            text={`${declared} chosen here, detect again`}
            onClick={() => onChange({ dialect: {} })}
          />
        )}
      </div>
      {dialects.map(({ key, label, choices }) => {
        const found = understanding && !isDeclared(key) ? `found: ${understanding[key]}` : "detect";
        return (
          <ChoiceLine<string>
            key={key}
            label={label}
            className={isDeclared(key)}
            value={draft.dialect[key] ?? AUTO}
            options={[{ value: AUTO, label: found }, ...choices]}
            onValue={(value) => set(key, value)}
          />
        );
      })}
      <DateFormatField
        found={understanding}
        declared={draft.dialect.dateFormat}
        onValue={(value) => set("dateFormat", value || AUTO)}
      />
      <TextLine
        label="Time zone"
        explain={
          "Time zone\nWhose day dates with an offset from UTC are of: written, an offset such as +05:30, or a name such as Asia/Kolkata"
        }
        value={draft.dialect.timeZone}
        placeholder="as written"
        onValue={(value) => set("timeZone", value ?? AUTO)}
      />
      <FoundOrDeclared
        label="Times"
        explain="915 on a clock is 09:15, and so are 555 minutes and 33300 seconds since midnight: found from all rows, or declared"
        names={timeUnits}
        found={understanding?.times ?? null}
        declared={draft.dialect.times}
        onValue={(value) => set("times", value)}
      />
      <FoundOrDeclared
        label="Confidence scale"
        explain="0.7 of 100 is not 70 %: the scale is found from the whole column and can be declared"
        names={scales}
        found={understanding?.confidenceScale ?? null}
        declared={draft.dialect.confidenceScale}
        onValue={(value) => set("confidenceScale", value)}
      />
    </div>
  );
}

interface FoundOrDeclaredProps {
  readonly label: string;
  readonly explain: string;
  readonly names: Readonly<Record<string, string>>;
  readonly found: string | null;
  readonly declared: string | undefined;
  readonly onValue: (value: string) => void;
}

/** What is found from all rows and can be declared; nothing where there is nothing of the kind. */
function FoundOrDeclared({ label, explain, names, found, declared, onValue }: FoundOrDeclaredProps) {
  if (found === null && declared === undefined) return null;
  return (
    <ChoiceLine<string>
      label={label}
      explain={`${label}\n${explain}`}
      className={declared === undefined ? "" : "declared"}
      value={declared ?? AUTO}
      options={[
        { value: AUTO, label: found === null ? "detect" : `found: ${names[found]}` },
        ...Object.entries(names).map(([value, name]) => ({ value, label: name })),
      ]}
      onValue={onValue}
    />
  );
}

interface DateFormatFieldProps {
  readonly found: FormProps["seen"]["understanding"];
  readonly declared: string | undefined;
  readonly onValue: (format: string) => void;
}

function DateFormatField({ found, declared, onValue }: DateFormatFieldProps) {
  return (
    <>
      <Field
        label="Dates"
        explain={`Dates\n${found?.dateBecause ?? "Decided from all rows"}\nTokens: YYYY YY MM MMM DD HH:mm:ss`}
      >
        {(id) => (
          <InputGroup
            id={id}
            key={declared ?? AUTO}
            className={`dataset-name-input ${declared === undefined ? "" : "declared"}`}
            placeholder={found?.dateFormat ?? "DD-MM-YYYY"}
            defaultValue={declared ?? ""}
            onBlur={(event) => onValue(event.currentTarget.value.trim())}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          />
        )}
      </Field>
      {found && <p className="import-because faint">{asSentence(found.dateBecause)}</p>}
    </>
  );
}

interface Policy {
  readonly key: keyof ImportDraft["policies"];
  readonly label: string;
  readonly setting: string;
  readonly choices: Readonly<Record<string, string>>;
}

const keep = { keep: "keep", drop: "leave out", refuse: "stop" };
const policies: readonly Policy[] = [
  {
    key: "missing",
    label: "Unreadable cells",
    setting: "import.missing",
    choices: { zero: "count as 0", keep: "leave missing", refuse: "stop" },
  },
  {
    key: "duplicateNames",
    label: "Repeated names",
    setting: "import.duplicate_names",
    choices: { refuse: "stop", rename: "number them", first: "take the first" },
  },
  { key: "duplicateColumns", label: "Identical columns", setting: "import.duplicate_columns", choices: keep },
  {
    key: "constantColumns",
    label: "Columns of one value",
    setting: "import.constant_columns",
    choices: keep,
  },
  {
    key: "oddColumns",
    label: "Prices and totals",
    setting: "import.odd_columns",
    choices: { drop: "leave out", keep: "take them", refuse: "stop" },
  },
  {
    key: "order",
    label: "Order of rows",
    setting: "import.order",
    choices: { date: "by time", file: "as in the file" },
  },
  {
    key: "duplicateDates",
    label: "Repeated dates",
    setting: "import.duplicate_dates",
    choices: { keep: "keep apart", sum: "sum", refuse: "stop" },
  },
  {
    key: "badDates",
    label: "Unreadable dates",
    setting: "import.bad_dates",
    choices: { refuse: "stop", drop: "leave the row out" },
  },
  {
    key: "longRows",
    label: "Rows with too many cells",
    setting: "import.long_rows",
    choices: { refuse: "stop", drop: "leave the row out", cut: "take the first cells" },
  },
];

/** What happens to what is not as it should be; what is not said here is as in the settings, and shown. */
function PolicyFields({ draft, onChange }: FieldsProps) {
  const { inForce } = useSettings();
  const usual = ({ setting, choices }: Policy): string => {
    const value = inForce(setting) ?? "";
    return `${choices[value] ?? value} (usual)`;
  };
  return (
    <div className="field-group">
      <div className="field-heading">Faulty cells, names and dates</div>
      {policies.map((policy) => (
        <ChoiceLine<string>
          key={policy.key}
          label={policy.label}
          value={draft.policies[policy.key] ?? ""}
          options={[
            { value: "", label: usual(policy) },
            ...Object.entries(policy.choices).map(([value, label]) => ({ value, label })),
          ]}
          onValue={(value) => {
            const { [policy.key]: _, ...others } = draft.policies;
            onChange({ policies: value === "" ? others : { ...others, [policy.key]: value } });
          }}
        />
      ))}
    </div>
  );
}
