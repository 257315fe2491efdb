// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for controls

import type { ReactNode } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { isSign, withUnit } from "../../electron/contract/figures/money.ts";
import { bytesParts } from "../../electron/contract/text.ts";
import "./figures.css";
import { tip } from "./tips.tsx";

interface AmountProps {
  readonly text: string;
  readonly unit?: string | undefined;
  readonly tone?: "gain" | "loss" | undefined;
}

/** A figure with its unit, which is never left out. */
export function Amount({ text, unit, tone }: AmountProps) {
  return (
    <span className={tone}>
      {text}
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}

export function Bytes({ value }: { value: number }) {
  return <Amount {...bytesParts(value)} />;
}

/** A whole number with thousands grouped and what it counts: "25,544 strategies". */
export function Count({ value, of, plural }: { value: number; of: string; plural?: string }) {
  return (
    <span>
      {formatFigure(value)} {value === 1 ? of : (plural ?? `${of}s`)}
    </span>
  );
}

interface KeyFigureProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  readonly tone?: "gain" | "loss" | "warning" | undefined;
  /** A second line: what it is compared with. */
  readonly note?: ReactNode;
  /** What it is and rests on, lines separated by "\n". */
  readonly explain?: string;
}

/** One of the few figures that a screen is about. */
export function KeyFigure({ label, value, unit, tone, note, explain }: KeyFigureProps) {
  // A long unit would push the figure out of its place: it stands below, or with the label where something else does.
  // Signs of a currency stand before a figure.
  const sign = unit !== undefined && typeof value === "string" && isSign(unit) ? unit : null;
  const longUnit = sign === null && unit !== undefined && unit.length > 6 ? unit : null;
  const below = note ?? longUnit;
  return (
    <div
      className="key-figure"
      {...(explain ? { ...tip(explain), tabIndex: 0 } : {})}
      role="group"
      aria-label={label}
    >
      <div className="key-label truncate">
        {label}
        {longUnit && note !== undefined && <span className="unit">{longUnit}</span>}
      </div>
      <div className={tone ? `key-value ${tone}` : "key-value"}>
        {sign === null ? value : withUnit(value as string, sign)}
        {unit && sign === null && !longUnit && <span className="unit">{unit}</span>}
      </div>
      {below !== null && <div className="key-note">{below}</div>}
    </div>
  );
}

interface MeterProps {
  /** 0..1 */
  readonly share: number;
  readonly tone?: "accent" | "warning" | "loss";
}

/** How much of something is in use. A picture of a figure that stands beside it, so it is hidden from screen readers. */
export function Meter({ share, tone = "accent" }: MeterProps) {
  return (
    <div className={`meter meter-${tone}`} aria-hidden="true">
      <div className="meter-fill" style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </div>
  );
}
