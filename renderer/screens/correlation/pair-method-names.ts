import type { PairMethod } from "../../../electron/contract/correlation.ts";

/** Methods of the correlation of all pairs in words. */
export const pairMethodNames: Readonly<Record<PairMethod, string>> = {
  pearson: "Pearson",
  spearman: "Spearman (ranks)",
  downside: "Downside",
};
