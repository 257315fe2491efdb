import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const golden = join(import.meta.dirname, "../../../golden");

/** Files of one executed run of the replaced system, by name, as text. */
export function goldenRun(path: string): ReadonlyMap<string, string> {
  const folder = join(golden, path);
  const run = readdirSync(folder).find((name) => name.startsWith("run_")) ?? "";
  return new Map(
    readdirSync(join(folder, run)).map((name) => [name, readFileSync(join(folder, run, name), "utf8")]),
  );
}

/** Numbers behind `key:` lines of a legacy text. */
export function figureOf(text: string, key: string): number {
  const found = new RegExp(`^(?:- )?${key}: (.*?)%?$`, "mi").exec(text)?.[1] ?? "";
  return found === "inf" ? Number.POSITIVE_INFINITY : Number(found);
}

/** The numbered names under "Selected Strategies:". */
export function namesOf(text: string): string[] {
  return [...text.matchAll(/^\d+\. (.*)$/gm)].map((match) => match[1] ?? "");
}
