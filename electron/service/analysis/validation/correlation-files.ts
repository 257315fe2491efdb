/** Correlation matrices of the replaced system beside the correlations of the dataset. */
import type { CallContext } from "../../context.ts";
import { unitColumns } from "../correlation/columns.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures, type FileValidation, nameFinder } from "./comparison.ts";
import { legacyNumber, splitNamedRow } from "./result-files.ts";

/** A square table of strategies by strategies: the header's names are those of the rows. */
export function isCorrelationMatrix(text: string): boolean {
  const [header = "", first = ""] = text.split(/\r?\n/, 2);
  const names = header.split(",");
  return names.length > 2 && first.startsWith(`${names[1]},`) && first.split(",").length === names.length;
}

/**
 * Every pair of a correlation matrix file: Pearson's, 0 where a strategy does not vary, as the replaced system had it. Of each
 * row the pair that differs most is listed, so that a matrix of thousands of strategies has thousands of lines.
 */
export async function validateCorrelationMatrix(
  file: string,
  text: string,
  { view }: OpenedView,
  call: CallContext,
): Promise<FileValidation> {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(",").slice(1);
  const find = nameFinder(view);
  const columns = names.map(find);
  const unknown = names.filter((_, k) => columns[k] === undefined);
  const mentioned = new Set(columns.filter((column) => column !== undefined));
  const empty = { file, kind: "correlations" as const, unknown, mentioned };
  if (unknown.length > 0)
    return { ...empty, comparisons: [], note: "some strategies are not in the dataset" };
  const series = unitColumns(view.matrix, columns as number[]);
  const comparisons: Comparison[] = [];
  for (const [i, line] of lines.entries()) {
    if (i % 100 === 0) {
      call.progress({ stage: "Comparing correlations", fraction: i / names.length, detail: file });
      await new Promise(setImmediate);
      call.signal.throwIfAborted();
    }
    const { cells } = splitNamedRow(line, names.length);
    comparisons.push(worstOfRow(i, names, cells, series));
  }
  const pairs = (names.length * (names.length - 1)) / 2;
  return { ...empty, comparisons, note: `${pairs} pairs; of each row the one that differs most` };
}

function worstOfRow(
  i: number,
  names: readonly string[],
  cells: readonly string[],
  series: readonly Float64Array[],
): Comparison {
  const own = series[i] as Float64Array;
  let worst: Comparison | undefined;
  for (const [j, other] of series.entries()) {
    // The diagonal of a strategy that does not vary was 0, 1 or neither, by rounding.
    if (j === i) continue;
    const ours = own.reduce((sum, value, t) => sum + value * (other[t] as number), 0);
    const theirs = legacyNumber(cells[j] ?? "") || 0;
    const one = compareFigures(`${names[i]} and ${names[j]}`, "correlation", theirs, ours, 1e-3);
    if (!worst || one.relative > worst.relative) worst = one;
  }
  return worst ?? compareFigures(names[i] ?? "", "correlation", 0, 0, 1);
}
