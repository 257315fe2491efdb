import { type Data, Float64, makeData } from "apache-arrow";

/** An Arrow float64 column over `values`, without copying them. NaN becomes null, so that every tool sees "missing". */
export function floatData(values: Float64Array, nullCount = countMissing(values)): Data<Float64> {
  const type = new Float64();
  if (nullCount === 0) return makeData({ type, length: values.length, nullCount, data: values });
  const nullBitmap = new Uint8Array((values.length + 7) >> 3);
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]))
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return makeData({ type, length: values.length, nullCount, nullBitmap, data: values });
}

function countMissing(values: Float64Array): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index])) count++;
  }
  return count;
}
