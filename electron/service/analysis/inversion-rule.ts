/**
 * When ULTA turns the sign of a strategy.
 * `sum`: exactly when the sum of its rows is below 0 (the replaced system).
 * `majority`: also at least `minNegativeRows` rows below 0 that are at least `negativeShare` of all rows.
 */
export type InversionRule =
  | { readonly kind: "sum" }
  | { readonly kind: "majority"; readonly minNegativeRows: number; readonly negativeShare: number };
