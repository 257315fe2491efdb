/** Rows of a matrix sorted into groups. */
export interface ObservationGroups {
  readonly names: readonly string[];
  /** Group of each row, noGroup = none. */
  readonly groupOf: Uint32Array;
  /** Weight of each row in weighted means and effective numbers; all the same when absent. */
  readonly weights?: Float64Array;
}
