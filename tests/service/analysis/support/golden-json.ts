import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A golden JSON file; non-finite numbers are written as strings there and become numbers here. */
export function goldenJson<Shape>(path: string): Shape {
  const text = readFileSync(join(import.meta.dirname, "../../../golden", path), "utf8");
  const special: Record<string, number> = {
    Infinity: Number.POSITIVE_INFINITY,
    "-Infinity": Number.NEGATIVE_INFINITY,
    NaN: Number.NaN,
  };
  return JSON.parse(text, (_, value) =>
    typeof value === "string" && value in special ? special[value] : value,
  ) as Shape;
}
