import "./meter.css";

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
