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
