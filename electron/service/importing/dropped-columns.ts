import type { ImportPolicies } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { ColumnStatistics } from "./cells/column-statistics.ts";
import { counted } from "./counted.ts";

/**
 * Strategies that the policies for constant columns and exact copies leave out, by place, with the reason.
 * Throws Problem "bad-input" for the policy "refuse".
 */
export function droppedColumns(
  statistics: ColumnStatistics,
  policies: ImportPolicies,
  strategies: readonly string[],
  file: string,
): Map<number, string> {
  const dropped = new Map<number, string>();
  const apply = (
    policy: "keep" | "drop" | "refuse",
    columns: readonly number[],
    why: string,
    option: string,
  ): void => {
    const [first] = columns;
    if (first === undefined || policy === "keep") return;
    if (policy === "refuse") {
      throw new Problem(
        "bad-input",
        `${file}: ${counted(columns.length, "strategy column", "are")} ${why}, the first "${strategies[first]}".`,
        {
          file,
          column: strategies[first] ?? "",
          remedy: `Remove them from the file, or keep them or leave them out (${option} keep or drop).`,
        },
      );
    }
    for (const column of columns) dropped.set(column, why);
  };
  const constants = statistics.constants().map(({ column }) => column);
  apply(policies.constantColumns, constants, "the same in every row", "--constant-columns");
  const copies = statistics.copies().flatMap(([, ...rest]) => rest);
  apply(policies.duplicateColumns, copies, "exact copies of another column", "--duplicate-columns");
  return dropped;
}
