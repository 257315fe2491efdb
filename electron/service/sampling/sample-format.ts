import type { SampleDay } from "./sample-calendar.ts";
import type { SamplePlan } from "./sample-plan.ts";
import type { SampleTable } from "./sample-table.ts";

/** What a row is made from. */
export interface SampleRow {
  readonly row: number;
  readonly day: SampleDay;
  readonly plan: SamplePlan;
  readonly table: SampleTable;
  /** P&L in currency, one per strategy. */
  readonly values: Float64Array;
}

/** A file format of the sample generator. */
export interface SampleFormat {
  /** Rows of one day. */
  readonly zones: number;
  /** Weekly expiry days, or every business day. */
  readonly calendar: "weekly" | "business-days";
  /** Share of cells without a trade. */
  readonly zeroShare: number;
  readonly lineEnd: "\n" | "\r\n";
  names(plan: SamplePlan): readonly string[];
  /** Cells in front of the strategies. */
  readonly leading: readonly string[];
  leadingCells(row: SampleRow): readonly string[];
  cell(value: number): string;
}
