import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";

const RUN = /\d{8}_\d{6}|\d\d[A-Z][a-z]{2}\d{10}/g;
/** Files that tell how long it took and when: everything else in them must agree. */
const timed =
  /^(optimization_summary_.*\.txt|execution_summary_.*|performance_report_.*|capsule.*\.json|search\.json|zone_.*\.(md|csv|json))$/;
/** A spreadsheet is a zip archive with times in it. */
const archive = /\.xlsx$/;

const nameOf = (file: string): string => file.replaceAll(RUN, "RUN");

/** A text without times and durations. */
const withoutTimes = (path: string): string =>
  readFileSync(path, "utf8")
    .replaceAll(RUN, "RUN")
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+Z)?/g, "TIME")
    .replaceAll(/((?:time|seconds|per_second|speed)"?\s*:\s*)[\d.e+-]+/gi, "$1T");

/**
 * The files of two runs of the same search are the same, byte for byte but for when and how long. Returns how many are
 * identical.
 */
export function expectSameRun(one: string, other: string): number {
  const others = new Map(readdirSync(other).map((file) => [nameOf(file), join(other, file)]));
  const files = readdirSync(one);
  expect(files.map(nameOf).toSorted()).toEqual([...others.keys()].toSorted());
  let identical = 0;
  for (const file of files) {
    const [here, there] = [join(one, file), others.get(nameOf(file)) ?? ""];
    if (archive.test(file)) continue;
    if (timed.test(file)) expect(withoutTimes(here), file).toEqual(withoutTimes(there));
    else {
      expect(readFileSync(here).equals(readFileSync(there)), `${file} is byte-identical`).toBe(true);
      identical++;
    }
  }
  return identical;
}
