/**
 * Text of a float64 as Python's `f"{value:.{decimals}f}"` prints it. Differs from `toFixed` in exact ties (Python
 * rounds half to even), in negative zero, in infinities and from 1e21 on.
 */
export function pythonFixed(value: number, decimals: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size >= 1e21) return `${sign}${BigInt(size)}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`;
  return sign + (isTie(size, decimals) ? roundTieToEven(size, decimals) : size.toFixed(decimals));
}

/** Whether the exact value of the double lies half-way between two results. toFixed digits are exact. */
function isTie(size: number, decimals: number): boolean {
  const exact = size.toFixed(Math.min(100, decimals + 40));
  const rest = exact.slice(exact.indexOf(".") + 1 + decimals);
  return /^50*$/.test(rest);
}

function roundTieToEven(size: number, decimals: number): string {
  const oneMore = size.toFixed(decimals + 1);
  const down = oneMore.slice(0, decimals === 0 ? -2 : -1);
  const even = Number(down.at(-1)) % 2 === 0;
  // toFixed rounds a tie up, which is the even neighbour exactly when the lower one is odd.
  return even ? down : size.toFixed(decimals);
}
