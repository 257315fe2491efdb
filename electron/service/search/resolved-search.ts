import type { SearchRequest } from "../../contract/search.ts";

type Decided =
  | "version"
  | "minSize"
  | "maxSize"
  | "algorithms"
  | "seed"
  | "metric"
  | "penaltyWeight"
  | "drawdownThreshold"
  | "drawdownFloor"
  | "annualisation"
  | "evaluations"
  | "ulta";

/** A search request in which nothing is left to settings or defaults: the same request gives the same result. */
export type ResolvedSearch = SearchRequest & { readonly [Key in Decided]-?: NonNullable<SearchRequest[Key]> };
