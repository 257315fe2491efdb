import { useMemo } from "react";
import { strategyCurves } from "../../../electron/contract/methods/strategy.ts";
import type { Transport } from "../../../electron/contract/transport.ts";
import { useHost } from "../../bridge/host.ts";
import { useTurn } from "../../bridge/use-result.ts";
import type { useView } from "../../state/view.ts";

const WAIT_MS = 80;
const MOST_KEPT = 4_000;
const MOST_AT_ONCE = 200;
const POINTS = 48;

/** Equity curves of the strategies that are in view, fetched together once scrolling pauses and kept for a while. */
export interface CurveCache {
  /** The curve, or null while it has not come. */
  get(name: string): Float32Array | null;
  /** Tells `listener` when this curve comes; asking for it is what has it fetched. Returns how to stop. */
  want(name: string, listener: () => void): () => void;
}

/** The curves of a view, fetched anew when its dataset has another version. */
export function useCurveCache(view: NonNullable<ReturnType<typeof useView>>): CurveCache {
  const { transport } = useHost();
  const turn = useTurn(["datasets-changed"]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` stands for another version of the dataset
  return useMemo(() => createCurveCache(transport, view), [transport, view, turn]);
}

function createCurveCache(transport: Transport, view: NonNullable<ReturnType<typeof useView>>): CurveCache {
  const curves = new Map<string, Float32Array>();
  const wanted = new Map<string, Set<() => void>>();
  let timer = 0;
  let fetching = false;

  const fetchWanted = async () => {
    timer = 0;
    if (fetching) return;
    const names = [...wanted.keys()].filter((name) => !curves.has(name)).slice(0, MOST_AT_ONCE);
    if (names.length === 0) return;
    fetching = true;
    try {
      const answer = await transport.call(strategyCurves, { ...view, strategies: names, points: POINTS });
      answer.strategies.forEach((name, at) => {
        curves.set(name, answer.equity.subarray(at * answer.points, (at + 1) * answer.points));
        for (const listener of wanted.get(name) ?? []) listener();
      });
      for (const name of curves.keys()) {
        if (curves.size <= MOST_KEPT) break;
        if (!wanted.has(name)) curves.delete(name);
      }
    } catch {
      // A table without its little pictures is still a table; they are asked for again when rows come into view.
      return;
    } finally {
      fetching = false;
    }
    schedule();
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void fetchWanted(), WAIT_MS);
  };

  return {
    get: (name) => curves.get(name) ?? null,
    want(name, listener) {
      const listeners = wanted.get(name) ?? new Set();
      wanted.set(name, listeners.add(listener));
      if (!curves.has(name)) schedule();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) wanted.delete(name);
      };
    },
  };
}
