import { csvRole } from "../../engine/addon/csv.ts";
import type { CellSource } from "./cell-source.ts";

/** A source with what every block needs of it, computed once. */
export interface PreparedSource {
  readonly source: CellSource;
  readonly roles: Uint8Array;
  /** Place of a column among the source's strategies. */
  readonly positions: Int32Array;
  readonly strategyOf: (column: number) => string | null;
  /** Data rows of an observation, ascending. */
  readonly rowsOf: (observation: number) => readonly number[];
  /** Whether some observation is the sum of several rows. */
  readonly hasSums: boolean;
}

/** `names` are the strategies of the dataset. */
export function prepareSource(source: CellSource, names: readonly string[]): PreparedSource {
  const { file, columns, places, targets } = source;
  const roles = new Uint8Array(file.header.length);
  const positions = new Int32Array(file.header.length).fill(-1);
  columns.forEach((column, index) => {
    roles[column] = csvRole.number;
    positions[column] = index;
  });
  const rows = new Map<number, number[]>();
  targets.forEach((target, row) => {
    if (target < 0) return;
    const known = rows.get(target);
    if (known) known.push(row);
    else rows.set(target, [row]);
  });
  const none: readonly number[] = [];
  return {
    source,
    roles,
    positions,
    strategyOf: (column) => {
      const position = positions[column] ?? -1;
      return position < 0 ? null : (names[places ? (places[position] ?? 0) : position] ?? null);
    },
    rowsOf: (observation) => rows.get(observation) ?? none,
    hasSums: [...rows.values()].some((one) => one.length > 1),
  };
}
