/** One strategy whose sign was turned, with the figures of the legacy report. Currency. */
export interface Inversion {
  /** Index before the inversion. */
  readonly index: number;
  readonly name: string;
  /** Sum of the rows. */
  readonly originalRoi: number;
  readonly invertedRoi: number;
  /** The smallest single row; legacy calls it drawdown. */
  readonly originalWorst: number;
  readonly invertedWorst: number;
  /** Sum / |smallest row|, infinite when the smallest row is 0. */
  readonly originalRatio: number;
  readonly invertedRatio: number;
  readonly negativeRows: number;
}
