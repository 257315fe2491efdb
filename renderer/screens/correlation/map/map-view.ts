import type { CorrelationWeighting } from "../../../../electron/contract/correlation-weighting.ts";
import type { PairMethod } from "../../../../electron/contract/pair-method.ts";
import type { useView } from "../../../state/use-view.ts";

/** The data view of the map, and how its pairs are correlated. */
export type MapView = NonNullable<ReturnType<typeof useView>> & {
  readonly pairMethod: PairMethod;
  readonly weighting?: CorrelationWeighting;
};
