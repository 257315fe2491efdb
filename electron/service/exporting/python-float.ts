/**
 * Text of a float64 as Python's `repr` (and pandas' CSV writer) prints it: the shortest digits that read back to
 * the same double, an exponent below 1e-4 and from 1e16 on, always a ".0" or an exponent, `inf`, `nan`.
 */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";

  const size = Math.abs(value);
  // JavaScript writes these as Python does, but for the ".0".
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : `${value}`;

  // The shortest digits again; Python's exponent has two digits at least.
  return value.toExponential().replace(/(?<=e[+-])(?=\d$)/, "0");
}
