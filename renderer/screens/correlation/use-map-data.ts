import { useEffect, useMemo, useState } from "react";
import type { CorrelationWeighting } from "../../../electron/contract/correlation.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { correlationMap } from "../../../electron/contract/methods/correlation.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useView } from "../../state/view.ts";
import type { MapChoices } from "./MapOptions.tsx";
import type { MapView } from "./map/tiles.ts";

/** Blocks along a side of the overview: a pixel or less of a screen each. */
const BLOCKS = 1_024;

/** A map and what it is of. */
export interface ShownMap {
  readonly view: MapView;
  readonly map: ResultOf<typeof correlationMap>;
}

const weightings: Readonly<Record<MapChoices["weighting"], CorrelationWeighting | undefined>> = {
  alike: undefined,
  confidence: { kind: "confidence" },
  recent: { kind: "recent", halfLife: 21 },
};

/**
 * The map of a method, a regime (null: all that are kept) and a weighting. `shown` keeps a map with the view that it is of, so
 * that no tile of another order is drawn over it while a new one is computed.
 */
export function useMapData({ method: pairMethod, regime, weighting: choice }: MapChoices) {
  const base = useView();
  const view = useMemo((): MapView | null => {
    const weighting = weightings[choice];
    return (
      base && {
        ...base,
        pairMethod,
        ...(regime === null ? {} : { regimes: [regime] }),
        ...(weighting ? { weighting } : {}),
      }
    );
  }, [base, pairMethod, regime, choice]);
  const request = useMemo(() => view && { ...view, blocks: BLOCKS }, [view]);
  const result = useResult(correlationMap, request, ["datasets-changed"]);
  const { data } = result;
  const [shown, setShown] = useState<ShownMap | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer belongs to the view that was asked with last
  useEffect(() => {
    // A view of its own for each answer: tiles of a version that was replaced are not drawn over it.
    setShown(data && view ? { view: { ...view }, map: data } : null);
  }, [data]);
  return { ...result, view, shown };
}
