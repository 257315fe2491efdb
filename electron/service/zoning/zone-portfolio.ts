import type { SearchResult } from "../../contract/search-result.ts";
import type { Inversion } from "../analysis/ulta/decide.ts";

/** What the search of one zone came to. */
export interface ZonePortfolio {
  readonly zone: string;
  readonly result: SearchResult;
  readonly finishedAt: Date;
  readonly inversions: readonly Inversion[];
  readonly dates: readonly string[];
  /** Mean of the members on the zone's own rows, currency. */
  readonly pnl: Float64Array;
  /** Members among the strategies of the dataset; -1 in `signs` where ULTA turned it. */
  readonly source: Uint32Array;
  readonly signs: Int8Array;
}
