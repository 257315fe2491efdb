/** Rounds sizes down to multiples of a lot; 0 leaves them. */
export function roundToLots(sizes: Float64Array, lot: number): Float64Array {
  // A size that is a whole number of lots but for rounding keeps it.
  return lot > 0 ? sizes.map((value) => Math.floor(value / lot + 1e-9) * lot) : sizes;
}
