/** How a metric is shown and what it means. */
export interface MetricInfo {
  readonly title: string;
  /** Heading of a narrow column. */
  readonly short: string;
  /** "currency" is replaced by the dataset's currency where it is known. */
  readonly unit: "currency" | "%" | "days" | "obs" | "ratio" | "";
  /** Decimals. */
  readonly digits: number;
  /** The stored value times this is what is shown (fractions as percent). */
  readonly factor: number;
  /** What one wants: more of it, less of it, or neither. */
  readonly better: "more" | "less" | "neither";
  /** Coloured by sign. */
  readonly signed: boolean;
  readonly formula: string;
  /** Shown in a table before the user chooses columns. */
  readonly usual: boolean;
}
