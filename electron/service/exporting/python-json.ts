import { pythonFloat } from "./python-float.ts";

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
