// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is for form controls; these filter a list
import { formatFigure } from "../../electron/charts/parts/format.ts";
import "./reason-chips.css";

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
          {reason} <b>{formatFigure(count)}</b>
        </button>
      ))}
    </div>
  );
}
