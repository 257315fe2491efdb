import type { Finding, Manifest } from "../datasets/version/manifest.ts";
import type { ColumnStatistics } from "./cells/column-statistics.ts";
import { cellFindings, planFindings } from "./column-findings.ts";
import { counted } from "./counted.ts";
import type { JoinedFiles } from "./join-files.ts";
import type { MergedStrategies } from "./merge-strategies.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/** Findings about all cells of a dataset; an append computes them again. */
const ofCells = new Set(["zero-columns", "constant-columns", "empty-columns", "copies"]);

/** What is to be said of a dataset after an append: what was, what the new files showed, and the columns as a whole. */
export function appendFindings(
  base: Manifest,
  files: readonly UnderstoodFile[],
  joined: JoinedFiles,
  { strategies, absent, added }: MergedStrategies,
  skipped: number,
  statistics: ColumnStatistics,
): Finding[] {
  const about = (kind: string, names: readonly string[], message: string): Finding[] =>
    names.length === 0 ? [] : [{ kind, count: names.length, message, examples: names.slice(0, 20) }];
  return [
    ...base.findings.filter(({ kind }) => !ofCells.has(kind)),
    ...files.flatMap(({ plan, rows }) => [...planFindings(plan), ...rows.findings]),
    ...joined.findings,
    ...about(
      "new-strategies",
      added,
      `${counted(added.length, "strategy column", "are")} new and have no earlier cells`,
    ),
    ...about(
      "absent-strategies",
      absent,
      `${counted(absent.length, "strategy column", "are")} not in the appended file`,
    ),
    ...(skipped > 0
      ? [
          {
            kind: "skipped",
            count: skipped,
            message: `${counted(skipped, "observation", "were")} there already`,
            examples: [],
          },
        ]
      : []),
    ...cellFindings(statistics, strategies),
  ];
}
