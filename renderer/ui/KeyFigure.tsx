// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for controls
import type { ReactNode } from "react";
import "./key-figure.css";
import { tip } from "./tip.ts";

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
  const longUnit = unit === "currency" ? unit : null;
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
        {value}
        {unit && !longUnit && <span className="unit">{unit}</span>}
      </div>
      {below !== null && <div className="key-note truncate">{below}</div>}
    </div>
  );
}
