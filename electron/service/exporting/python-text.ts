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

/** A number that Python held as a float, so that 100 is written "100.0". */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type PythonJson =
  | null
  | boolean
  | string
  | number
  | PythonFloat
  | readonly PythonJson[]
  | { readonly [key: string]: PythonJson };

/**
 * Text as Python's `json.dump(value, indent=2)` writes it: two blanks a level, one array entry a line, characters
 * beyond ASCII escaped, `Infinity` and `NaN` bare. A plain number must be an integer.
 */
export function pythonJson(value: PythonJson, indent = ""): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : jsonFloat(value);
  if (value instanceof PythonFloat) return jsonFloat(value.value);
  if (typeof value === "string") return asciiString(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[\n${value.map((entry) => inner + pythonJson(entry, inner)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, entry]) => `${inner}${asciiString(key)}: ${pythonJson(entry, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return pythonFloat(value);
}

function asciiString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (character) => {
    return character === "\u007f" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
