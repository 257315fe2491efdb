import { InputGroup } from "@blueprintjs/core";
import { useEffect, useState } from "react";

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
  const shown = value === null ? "" : String(value);
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
    setText(next === null ? (placeholder === undefined ? shown : "") : String(next));
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
