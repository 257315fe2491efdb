import { Button, InputGroup } from "@blueprintjs/core";
import { Lock, Unlock } from "@blueprintjs/icons";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { changePortfolio } from "../../portfolios/shelf.ts";
import { equalWeights, weightFault, withWeight } from "../../portfolios/weights.ts";
import { createStore, useStore } from "../../state/store.ts";

/** Members whose weights stay when others change, by portfolio; kept while the window is open. */
const locked = createStore<ReadonlyMap<string, ReadonlySet<string>>>(new Map());
const none: ReadonlySet<string> = new Set();

interface WeightCellProps {
  readonly portfolio: SavedPortfolio;
  readonly name: string;
  /** 0..1 */
  readonly weight: number;
}

/** Why a weight is refused, under its field and over everything, in the window: the grid cuts off what leaves a cell. */
function WeightFault({ under, text }: { under: HTMLElement | null; text: string }) {
  const box = under?.getBoundingClientRect();
  if (!box) return null;
  return createPortal(
    <span
      className="weight-fault"
      role="alert"
      style={{ left: `min(${box.left}px, 100vw - 18em)`, top: box.bottom + 2 }}
    >
      {text}
    </span>,
    document.body,
  );
}

/** A weight to write in, refused where it stands with the reason, and its lock. */
export function WeightCell({ portfolio, name, weight }: WeightCellProps) {
  const fixed = useStore(locked).get(portfolio.id) ?? none;
  const shown = (weight * 100).toFixed(2);
  const [text, setText] = useState(shown);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(shown), [shown]);
  const before = portfolio.weights ?? equalWeights(portfolio.members.length);
  const isLocked = (index: number) => fixed.has(portfolio.members[index] ?? "");
  const at = portfolio.members.indexOf(name);
  const taken = before.reduce(
    (sum, value, index) => (index !== at && isLocked(index) ? sum + value : sum),
    0,
  );
  const fault = text === shown ? null : weightFault(text, taken);
  const commit = () => {
    if (fault || text === shown || at < 0) return;
    const percent = Number(text.trim().replace(/\s*%$/, "").replace(",", "."));
    const weights = withWeight(before, at, percent / 100, isLocked);
    const reached = formatFigure((weights[at] ?? 0) * 100, 2);
    changePortfolio(
      portfolio.id,
      { weights },
      `${name} weighs ${reached} %; the others that are not locked were scaled.`,
    );
  };
  const toggle = () => {
    const next = new Set(fixed);
    if (!next.delete(name)) next.add(name);
    locked.set((present) => new Map(present).set(portfolio.id, next));
  };
  return (
    <span className="weight-cell">
      <InputGroup
        className="weight-input"
        inputRef={input}
        size="small"
        value={text}
        intent={fault ? "danger" : "none"}
        inputMode="decimal"
        aria-label={`Weight of ${name}, percent`}
        aria-invalid={fault !== null}
        title={fault ?? undefined}
        onValueChange={setText}
        onBlur={() => (fault ? setText(shown) : commit())}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setText(shown);
        }}
      />
      {fault && <WeightFault under={input.current} text={fault} />}
      <Button
        variant="minimal"
        size="small"
        icon={fixed.has(name) ? <Lock size={12} /> : <Unlock size={12} />}
        aria-pressed={fixed.has(name)}
        aria-label={`Lock the weight of ${name}`}
        onClick={toggle}
      />
    </span>
  );
}
