import type { CorrelationWeighting, PairMethod } from "../../../../electron/contract/correlation.ts";
import type { useView } from "../../../state/view.ts";

/** The data view of the map, and how its pairs are correlated. */
export type MapView = NonNullable<ReturnType<typeof useView>> & {
  readonly pairMethod: PairMethod;
  readonly weighting?: CorrelationWeighting;
};
