import { Button, InputGroup } from "@blueprintjs/core";
import type { SourceLayout, TableShape } from "../../../electron/contract/importing.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import type { ImportDraft } from "../../imports/draft.ts";
import { AmountLine } from "../../metrics/Amount.tsx";
import { ChoiceLine, Field, NumberLine } from "../../ui/fields.tsx";

interface ShapeFieldsProps {
  readonly draft: ImportDraft;
  readonly seen: ResultOf<typeof fileInspect>;
  readonly onChange: (part: Partial<ImportDraft>) => void;
}

const AUTO = "";
const shapes: Readonly<Record<TableShape, string>> = {
  wide: "day × strategy",
  long: "row per day and name",
  trades: "list of trades",
  executions: "filled orders",
  equity: "equity curves",
  prices: "prices",
  returns: "returns",
  transposed: "strategy × day",
};

/** Which shape a file has, and the rule by which it becomes a table of days and strategies. What is not said is found. */
export function ShapeFields({ draft, seen, onChange }: ShapeFieldsProps) {
  const { layout } = draft;
  const found = seen.understanding?.layout ?? null;
  const shape = layout.shape ?? found?.shape ?? (seen.understanding ? "wide" : undefined);
  const said = Object.keys(layout).length;
  const say = (part: { readonly [Key in keyof SourceLayout]: SourceLayout[Key] | undefined }) => {
    const entries = Object.entries({ ...layout, ...part }).filter(([, value]) => value !== undefined);
    onChange({ layout: Object.fromEntries(entries) });
  };
  const sheets = seen.understanding?.sheets ?? [];
  const isRows = shape === "long" || shape === "trades" || shape === "executions";
  return (
    <div className="field-group">
      <div className="field-heading field-heading-line">
        What it is
        {said > 0 && (
          <Button
            variant="minimal"
            size="small"
            text={`${said} chosen here, detect again`}
            onClick={() => onChange({ layout: {} })}
          />
        )}
      </div>
      <ChoiceLine<TableShape | "">
        label="Shape"
        explain={
          "Shape\nWhat has no row per day and column per strategy becomes such a table first; the preview shows it"
        }
        className={layout.shape === undefined ? "" : "declared"}
        value={layout.shape === undefined || layout.shape === "auto" ? AUTO : layout.shape}
        options={[
          { value: AUTO, label: shape && shape !== "auto" ? `found: ${shapes[shape]}` : "detect" },
          ...(Object.keys(shapes) as TableShape[]).map((value) => ({ value, label: shapes[value] })),
        ]}
        onValue={(value) => onChange({ layout: value === AUTO ? {} : { ...sourceOf(layout), shape: value } })}
      />
      {(sheets.length > 1 || layout.sheet !== undefined) && (
        <ChoiceLine<string>
          label="Sheet"
          className={layout.sheet === undefined ? "" : "declared"}
          value={layout.sheet ?? AUTO}
          options={[
            { value: AUTO, label: "detect" },
            ...new Set([...sheets, ...(layout.sheet && layout.sheet !== "*" ? [layout.sheet] : [])]),
            { value: "*", label: "all, joined by date" },
          ]}
          onValue={(value) => say({ sheet: value || undefined })}
        />
      )}
      <NumberLine
        label="Lines above the header"
        value={layout.skipLines ?? null}
        placeholder={seen.understanding ? `found: ${seen.understanding.skippedLines}` : "detect"}
        min={0}
        max={10_000}
        whole
        onValue={(value) => say({ skipLines: value ?? undefined })}
      />
      {isRows && <RowFields layout={layout} seen={seen} onSay={say} />}
      {(shape === "returns" || shape === "prices" || shape === "equity" || shape === "long") && (
        <RunningFields shape={shape} layout={layout} onSay={say} />
      )}
    </div>
  );
}

/** What stays true of a file whatever its shape is. */
function sourceOf({ sheet, skipLines }: SourceLayout): SourceLayout {
  return { ...(sheet === undefined ? {} : { sheet }), ...(skipLines === undefined ? {} : { skipLines }) };
}

interface PartProps {
  readonly layout: SourceLayout;
  readonly onSay: (part: { readonly [Key in keyof SourceLayout]: SourceLayout[Key] | undefined }) => void;
}

const periods = [
  { value: "day", label: "day" },
  { value: "week", label: "week (Friday)" },
  { value: "zone", label: "day and zone" },
] as const;

/** Of lists of trades and long tables: which columns name the strategies, hold the P&L and the day. */
function RowFields({ layout, seen, onSay }: PartProps & Pick<ShapeFieldsProps, "seen">) {
  const rule = seen.understanding?.layout?.rule;
  const columns = (seen.understanding?.layout?.columns ?? seen.preview.columns).filter(Boolean);
  const auto = (found: string | undefined) => ({
    value: AUTO,
    label: found ? `found: ${found}` : "detect",
  });
  const by = layout.by?.join(" + ") ?? AUTO;
  const names = { file: "the file's name", all: "all as one" };
  const nameOf = (one: string) => names[one as keyof typeof names] ?? one;
  return (
    <>
      <ChoiceLine<string>
        label="Strategies by"
        className={layout.by ? "declared" : ""}
        value={by}
        options={[
          auto(rule?.by?.map(nameOf).join(" + ")),
          ...(by !== AUTO && !columns.includes(by) && !(by in names) ? [by] : []),
          ...columns,
          ...Object.entries(names).map(([value, label]) => ({ value, label })),
        ]}
        onValue={(value) => onSay({ by: value === AUTO ? undefined : [value] })}
      />
      <ChoiceLine<string>
        label="Column of the P&L"
        className={layout.value ? "declared" : ""}
        value={layout.value ?? AUTO}
        options={[auto(rule?.value), ...columns]}
        onValue={(value) => onSay({ value: value || undefined })}
      />
      <ChoiceLine<string>
        label="Day of"
        className={layout.day ? "declared" : ""}
        value={layout.day ?? AUTO}
        options={[
          auto(rule?.day),
          { value: "exit", label: "the exit" },
          { value: "entry", label: "the entry" },
          ...columns,
        ]}
        onValue={(value) => onSay({ day: value || undefined })}
      />
      <ChoiceLine<string>
        label="A row per"
        className={layout.period ? "declared" : ""}
        value={layout.period ?? AUTO}
        options={[auto(rule?.period), ...periods]}
        onValue={(value) => onSay({ period: periods.find((one) => one.value === value)?.value })}
      />
      <ChoiceLine<string>
        label="Fees"
        className={layout.fees ? "declared" : ""}
        value={layout.fees ?? AUTO}
        options={[
          auto(rule?.fees && { in: "as written", out: "taken off" }[rule.fees]),
          { value: "in", label: "as written" },
          { value: "out", label: "taken off" },
        ]}
        onValue={(value) => onSay({ fees: value === "in" || value === "out" ? value : undefined })}
      />
      <TextLine
        label="Currency"
        value={layout.currency}
        placeholder="all"
        onValue={(currency) => onSay({ currency })}
      />
    </>
  );
}

/** Of curves, prices and returns, in columns or in rows: in what they are, and of what. */
function RunningFields({
  shape,
  layout,
  onSay,
}: PartProps & { readonly shape: "returns" | "prices" | "equity" | "long" }) {
  return (
    <>
      {(shape === "returns" || shape === "long") && (
        <ChoiceLine<string>
          label="Returns in"
          className={layout.unit ? "declared" : ""}
          value={layout.unit ?? AUTO}
          options={[
            { value: AUTO, label: "detect" },
            { value: "percent", label: "percent" },
            { value: "fraction", label: "fractions" },
          ]}
          onValue={(value) =>
            onSay({ unit: value === "percent" || value === "fraction" ? value : undefined })
          }
        />
      )}
      <AmountLine
        label="Capital"
        explain={
          "Capital\nReturns are taken of it; for an equity curve it is the account's value before the first row"
        }
        value={layout.capital ?? null}
        placeholder="none"
        min={1e-9}
        onValue={(capital) => onSay({ capital: capital ?? undefined })}
      />
    </>
  );
}

interface TextLineProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly placeholder: string;
  readonly explain?: string;
  readonly onValue: (value: string | undefined) => void;
}

/** A line of a form with a short text that is taken over with Enter or on leaving it. */
export function TextLine({ label, value, placeholder, explain, onValue }: TextLineProps) {
  return (
    <Field label={label} explain={explain}>
      {(id) => (
        <InputGroup
          id={id}
          key={value ?? AUTO}
          className={`dataset-name-input ${value === undefined ? "" : "declared"}`}
          placeholder={placeholder}
          defaultValue={value ?? ""}
          onBlur={(event) => {
            const text = event.currentTarget.value.trim() || undefined;
            if (text !== value) onValue(text);
          }}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      )}
    </Field>
  );
}
