interface HeatCellProps {
  readonly text: string;
  /** Above 0 for a gain, below for a loss. */
  readonly lean: number;
  /** |lean| that is tinted fully; 0 = no tint. */
  readonly scale: number;
}

const STRONGEST = 34;

/** A figure on a ground that shows its sign and size, so that a row can be read at a glance. */
export function HeatCell({ text, lean, scale }: HeatCellProps) {
  const strength = scale > 0 ? Math.round(STRONGEST * Math.min(1, Math.abs(lean) / scale)) : 0;
  if (!(strength > 0)) return text;
  const colour = lean > 0 ? "var(--gain)" : "var(--loss)";
  return (
    <span className="heat" style={{ background: `color-mix(in srgb, ${colour} ${strength}%, transparent)` }}>
      {text}
    </span>
  );
}
