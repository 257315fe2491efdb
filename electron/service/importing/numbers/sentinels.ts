/** Largest and smallest values of number types: what programs write for "no value". -2147483647 is a number as any other. */
const floats = [3.4028234663852886e38, 3.40282347e38, 3.4028235e38];
const sentinels = new Set([
  ...[2 ** 31 - 1, 2 ** 32 - 1, 2 ** 63, 2 ** 64, ...floats],
  ...[-(2 ** 31), -(2 ** 63), ...floats.map((value) => -value)],
]);
/** None is smaller: most cells are told off by this alone. */
export const leastSentinel = 2 ** 31 - 1;

/** Whether a number stands for no value. */
export const isSentinel = (value: number): boolean =>
  Math.abs(value) >= leastSentinel && (Math.abs(value) >= 1.797e308 || sentinels.has(value));

/** Numbers of nines that programs write for "no value", and which may be amounts, too. */
export const isNines = (value: number): boolean =>
  /^-?9{3,9}(\.9{1,4})?$/.test(String(value)) || value === -999.25;
