import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file below tests/golden as text. */
export function goldenText(path: string): string {
  return readFileSync(join(import.meta.dirname, "../../../golden", path), "utf8");
}
