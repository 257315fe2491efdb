import type { ColumnRole } from "../../../contract/importing.ts";

/** Roles with a column of their own; at most one column each. */
export type SingleRole = Exclude<ColumnRole, "strategy" | "ignore">;

/** What becomes of every column of a file. */
export interface ColumnPlan {
  /** Names as in the file. */
  readonly header: readonly string[];
  /** Place of the column of each role that the file has. */
  readonly single: ReadonlyMap<SingleRole, number>;
  /** Places of the strategies, ascending, and their names after prefix and renaming. */
  readonly strategies: readonly number[];
  readonly names: readonly string[];
  readonly ignored: readonly { readonly column: number; readonly why: string }[];
  /** Names that occur more than once, with the policy's answer. */
  readonly duplicates: readonly string[];
}
