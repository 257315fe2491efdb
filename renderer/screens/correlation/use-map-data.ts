import { useEffect, useMemo, useState } from "react";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { correlationMap } from "../../../electron/contract/methods/correlation-map.ts";
import type { PairMethod } from "../../../electron/contract/pair-method.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useView } from "../../state/use-view.ts";
import type { MapView } from "./map/map-view.ts";

/** Blocks along a side of the overview: a pixel or less of a screen each. */
const BLOCKS = 1_024;

/**
 * The map of a method and a regime (null: all that are kept). `shown` keeps a map with the view that it is of, so that no tile of
 * another order is drawn over it while a new one is computed.
 */
export function useMapData(pairMethod: PairMethod, regime: string | null) {
  const base = useView();
  const view = useMemo(
    (): MapView | null => base && { ...base, pairMethod, ...(regime === null ? {} : { regimes: [regime] }) },
    [base, pairMethod, regime],
  );
  const request = useMemo(() => view && { ...view, blocks: BLOCKS }, [view]);
  const result = useResult(correlationMap, request, ["datasets-changed"]);
  const { data } = result;
  const [shown, setShown] = useState<{ view: MapView; map: ResultOf<typeof correlationMap> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer belongs to the view that was asked with last
  useEffect(() => {
    setShown(data && view ? { view, map: data } : null);
  }, [data]);
  return { ...result, view, shown };
}
