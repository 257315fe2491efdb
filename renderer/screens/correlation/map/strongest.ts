/** Of each block the value furthest from 0, with its sign: what a mean would hide. */
export function strongest(min: Float32Array, max: Float32Array): Float32Array {
  return max.map((high, at) => {
    const low = min[at] ?? Number.NaN;
    return Math.abs(low) > Math.abs(high) ? low : high;
  });
}
