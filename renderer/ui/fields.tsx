// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for form controls; these filter a list
import { type ReactNode, useEffect, useId, useState } from "react";
import "./fields.css";
import { HTMLSelect, InputGroup, Switch } from "@blueprintjs/core";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { rejectReason } from "./text.ts";
import { tip } from "./tips.tsx";

interface FieldProps {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly explain?: string | undefined;
  /** Gets the id that the control must have. */
  readonly children: (id: string) => ReactNode;
}

/** One line of a form: label and unit at the left, the control at the right edge, under those of the other lines. */
export function Field({ label, unit, explain, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor={id} {...(explain ? tip(explain) : {})}>
          {label}
        </label>
        {unit && <span className="field-unit">{unit}</span>}
      </div>
      <div className="field-control">{children(id)}</div>
    </div>
  );
}

interface NumberFieldProps {
  readonly id: string;
  /** Null = not set; the placeholder says what then holds. */
  readonly value: number | null;
  readonly onValue: (value: number | null) => void;
  readonly placeholder?: string;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
  readonly disabled?: boolean;
}

/** A number that is taken over when it is complete (Enter or leaving the field). "20k" and "1,500" are understood. */
export function NumberField(props: NumberFieldProps) {
  const {
    id,
    value,
    onValue,
    placeholder,
    min = -Infinity,
    max = Infinity,
    whole = false,
    disabled = false,
  } = props;
  const shown = value === null ? "" : grouped(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const read = (): number | null => {
    const match = /^(-?[\d.]+(?:e-?\d+)?)([km]?)$/i.exec(text.replaceAll(/[,\s]/g, ""));
    if (!match) return null;
    const scale = match[2]?.toLowerCase() === "k" ? 1e3 : match[2] ? 1e6 : 1;
    const number = Number(match[1]) * scale;
    if (!Number.isFinite(number)) return null;
    const clamped = Math.min(max, Math.max(min, number));
    return whole ? Math.round(clamped) : clamped;
  };
  const commit = () => {
    const next = read();
    setText(next === null ? (placeholder === undefined ? shown : "") : grouped(next));
    if (next === null && placeholder === undefined) return;
    if (next !== value) onValue(next);
  };
  return (
    <InputGroup
      id={id}
      className="number-field"
      value={text}
      inputMode="decimal"
      disabled={disabled}
      {...(placeholder === undefined ? {} : { placeholder })}
      onValueChange={setText}
      onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()}
    />
  );
}

/** As a figure is shown elsewhere, with all of its digits; as it is where an exponent is shorter. */
const grouped = (value: number): string =>
  Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 1e-6)
    ? String(value)
    : value.toLocaleString("en-US", { maximumFractionDigits: 15 });

type LineProps = Omit<FieldProps, "children">;

/** A line of a form with a number. */
export function NumberLine({ label, unit, explain, ...control }: LineProps & Omit<NumberFieldProps, "id">) {
  return (
    <Field label={label} unit={unit} explain={explain}>
      {(id) => <NumberField id={id} {...control} />}
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  readonly value: T;
  readonly options: readonly (T | { readonly value: T; readonly label: string })[];
  readonly onValue: (value: T) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly className?: string;
}

/** A line of a form with one of several values. */
export function ChoiceLine<T extends string>({
  label,
  unit,
  explain,
  options,
  onValue,
  ...control
}: LineProps & ChoiceProps<T>) {
  return (
    <Field label={label} unit={unit} explain={explain}>
      {(id) => (
        <HTMLSelect
          id={id}
          {...control}
          options={[...options]}
          onChange={(event) => onValue(event.currentTarget.value as T)}
        />
      )}
    </Field>
  );
}

interface SwitchProps {
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** A line of a form that is on or off. */
export function SwitchLine({ label, unit, explain, onChecked, ...control }: LineProps & SwitchProps) {
  return (
    <Field label={label} unit={unit} explain={explain}>
      {(id) => <Switch id={id} {...control} onChange={(event) => onChecked(event.currentTarget.checked)} />}
    </Field>
  );
}

interface ReasonChipsProps {
  /** Cells by reason. */
  readonly counts: Readonly<Record<string, number>>;
  readonly chosen: string | null;
  readonly onChoose: (reason: string | null) => void;
}

/** Reasons with their counts; pressing one shows only its cells. */
export function ReasonChips({ counts, chosen, onChoose }: ReasonChipsProps) {
  const reasons = Object.entries(counts).filter(([, count]) => count > 0);
  if (reasons.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label="Reasons">
      {reasons.map(([reason, count]) => (
        <button
          key={reason}
          type="button"
          className="chip"
          aria-pressed={reason === chosen}
          onClick={() => onChoose(reason === chosen ? null : reason)}
        >
          {rejectReason(reason)} <b>{formatFigure(count)}</b>
        </button>
      ))}
    </div>
  );
}
