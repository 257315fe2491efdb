import { Button } from "@blueprintjs/core";
import { useState } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { InputOf } from "../../electron/contract/method.ts";
import { strategyUniverse } from "../../electron/contract/methods/strategy.ts";
import { universeLines } from "../../electron/contract/verdict-text.ts";
import { useResult } from "../bridge/use-result.ts";
import { tip } from "../ui/tips.tsx";
import "./verdict-panel.css";

/** Up to so many cells the question is asked by itself; above, when somebody wants to know. */
const asksItself = 5_000_000;

interface UniverseNoteProps {
  /** Null while it is not known. */
  readonly view: InputOf<typeof strategyUniverse> | null;
  /** Rows times strategies. */
  readonly cells: number;
}

/** Is there anything to find, before any search: the best strategies against what luck makes of so many. */
export function UniverseNote({ view, cells }: UniverseNoteProps) {
  const [isAsked, setAsked] = useState(false);
  const isWanted = isAsked || cells <= asksItself;
  const { data, problem, loading, progress } = useResult(strategyUniverse, isWanted ? view : null);
  if (!view) return null;
  if (!isWanted) {
    return <Button variant="minimal" text="Is there anything to find?" onClick={() => setAsked(true)} />;
  }
  if (problem) return <p className="verdict-note">{problem.message}</p>;
  if (loading || !data) {
    const share = progress?.fraction === undefined ? "" : `, ${formatFigure(100 * progress.fraction, 0)} %`;
    return (
      <p className="verdict-note" role="status">
        Asking whether there is anything to find{share}
      </p>
    );
  }
  return (
    <p
      className="verdict-note"
      {...tip(
        "Is there anything to find?\nStandard error: how far a mean moves by chance alone; the more of them a strategy stands above 0, the less it looks like chance\np: how often tables without skill, of the same rows, reach as much. Under 0.05 is seldom luck",
      )}
    >
      {universeLines(data).join(" ")}
    </p>
  );
}
