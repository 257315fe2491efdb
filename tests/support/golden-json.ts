import { readFileSync } from "node:fs";
import { join } from "node:path";

const nonFinite: Readonly<Record<string, number>> = {
  Infinity: Number.POSITIVE_INFINITY,
  "+Inf": Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  NaN: Number.NaN,
};

/** A golden JSON file; its strings "Infinity", "-Infinity" and "NaN" become numbers. The caller names the shape. */
export function goldenJson<T>(path: string): T {
  const text = readFileSync(join(import.meta.dirname, "..", "golden", path), "utf8");
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" ? (nonFinite[value] ?? value) : value,
  ) as T;
}
