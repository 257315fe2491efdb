import type { OpenDataset } from "../read/open.ts";
import type { Observation } from "../version/observations.ts";

/** As much of a dataset as an export takes. */
export type ExportedTable = Pick<OpenDataset, "observations" | "strategies" | "matrix">;

/** A column of a wide table beside the strategies. */
interface ExportColumn {
  readonly name: string;
  readonly kind: "date" | "text" | "number";
  readonly values: readonly (string | number | null)[];
}

type Column = readonly [
  name: string,
  kind: ExportColumn["kind"],
  value: (one: Observation) => string | number | null,
];

/** Names as in the formats that are imported, so that an export can be read back without a mapping. */
const all: readonly Column[] = [
  ["Date", "date", (one) => one.date],
  ["start_time", "text", (one) => one.startTime],
  ["end_time", "text", (one) => one.endTime],
  ["Day", "text", (one) => one.day],
  ["Zone", "text", (one) => one.zone],
  ["market_regime", "text", (one) => one.marketRegime],
  ["Regime_Confidence_%", "number", (one) => one.confidence],
  ["Market_regime_transition_threshold", "number", (one) => one.transitionThreshold],
  ["capital", "number", (one) => one.capital],
];

/**
 * Date, and of the other columns those that have a value anywhere. A strategy keeps its name: a column of ours that would
 * have the same one gets an underscore before it.
 */
export function exportColumns({ observations, strategies }: ExportedTable): ExportColumn[] {
  const taken = new Set(strategies);
  return all.flatMap(([name, kind, value]) => {
    const values = observations.map(value);
    if (name !== "Date" && values.every((one) => one === null || one === "")) return [];
    return [{ name: taken.has(name) ? `_${name}` : name, kind, values }];
  });
}
