import type { Comparison } from "./comparison.ts";

/** What came of comparing one file. */
export interface FileValidation {
  readonly file: string;
  readonly kind: "strategy-metrics" | "best-portfolio" | "zone-portfolio" | "composition" | "not-compared";
  readonly comparisons: readonly Comparison[];
  /** Names that the dataset does not have. */
  readonly unknown: readonly string[];
  /** Columns that the file speaks of. */
  readonly mentioned: ReadonlySet<number>;
  readonly note: string;
}
