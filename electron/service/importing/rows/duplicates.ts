import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { alsoLines, counted } from "../counted.ts";
import type { CsvFile } from "../source/open-csv.ts";
import type { RowPlan } from "./plan-rows.ts";

/**
 * Applies the policy for rows of the same date, zone and start time. `rows` are in the order of the dataset; summed
 * rows take the place, and everything but the cells, of the first.
 */
export function mergeDuplicates(
  rows: readonly Observation[],
  lines: Float64Array,
  file: CsvFile,
  policy: ImportPolicies["duplicateDates"],
): Pick<RowPlan, "observations" | "targets" | "findings"> {
  const targets = new Int32Array(file.opened.rowCount).fill(-1);
  const first = new Map<string, number>();
  const observations: Observation[] = [];
  const again: Observation[] = [];
  for (const row of rows) {
    const key = observationKey(row);
    const known = first.get(key);
    if (known !== undefined) again.push(row);
    if (known !== undefined && policy === "sum") {
      targets[row.sourceRow] = known;
      continue;
    }
    if (known === undefined) first.set(key, observations.length);
    targets[row.sourceRow] = observations.length;
    observations.push(row);
  }
  const [one] = again;
  if (!one) return { observations, targets, findings: [] };
  const line = lines[one.sourceRow] ?? 1;
  const name = [one.date, one.zone, one.startTime].filter(Boolean).join(" ");
  if (policy === "refuse") {
    const others = again.slice(1).map((row) => lines[row.sourceRow] ?? 1);
    throw new Problem(
      "bad-input",
      `${file.source.path}, line ${line}: a second row for ${name}${alsoLines(others)}.`,
      {
        file: file.source.path,
        line,
        remedy: "Remove one of the rows, or keep them apart or add them up (--duplicate-dates keep or sum).",
        question: {
          cells: [name],
          answers: [
            { label: "Keep them apart", say: { policies: { duplicateDates: "keep" } } },
            { label: "Add them up", say: { policies: { duplicateDates: "sum" } } },
          ],
        },
      },
    );
  }
  const isOne = again.length === 1;
  const examples = again.slice(0, 5).map((row) => `line ${lines[row.sourceRow]}: ${row.date}`);
  const what =
    policy === "sum"
      ? `${isOne ? "was added to the first of its" : "were added to the first of their"} date`
      : isOne
        ? "was kept as a row of its own"
        : "were kept as rows of their own";
  const message = `${counted(again.length, "row", "repeat")} a date and ${what}`;
  return {
    observations,
    targets,
    findings: [{ kind: "duplicate-dates", count: again.length, message, examples }],
  };
}

/** What makes two rows the same observation: date, zone and, between zones, the start time. */
export function observationKey({ date, zone, startTime }: Observation): string {
  return `${date}\u0000${zone ?? ""}\u0000${zone === null ? (startTime ?? "") : ""}`;
}
