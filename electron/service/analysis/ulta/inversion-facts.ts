/** What ULTA decides by, one entry per strategy; missing cells count as 0. Currency. */
export interface InversionFacts {
  /** In numpy's order of summation: its last bit can decide. */
  readonly sum: Float64Array;
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  readonly negativeRows: ArrayLike<number>;
}
