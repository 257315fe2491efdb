import type { Cell, SheetData } from "write-excel-file/node";
import writeXlsxFile from "write-excel-file/node";
import { pythonFixed } from "../python-text.ts";
import { algorithmLongName, type ComposedMember, type ExecutionResult, successRate } from "./reports.ts";
import { ratioImprovement, type UltaReport } from "./ulta.ts";

const header = (...names: string[]): Cell[] =>
  names.map((value) => ({ value, type: String, fontWeight: "bold" }));
export const text = (value: string): Cell => ({ value, type: String });
const count = (value: number): Cell => ({ value, type: Number });
/** A cell cannot hold an infinity; it is written as text there. */
export const figure = (value: number): Cell =>
  Number.isFinite(value) ? { value, type: Number } : { value: pythonFixed(value, 0), type: String };
/** Widths of columns, in characters. */
const widths = (...characters: number[]): { width: number }[] => characters.map((width) => ({ width }));

/** optimization_summary_{ts}.xlsx: three sheets, names and headers of the later generations. */
export async function optimizationWorkbook(
  run: ExecutionResult,
  members: readonly ComposedMember[],
): Promise<Uint8Array> {
  const buffer = await writeXlsxFile([
    { sheet: "Execution Summary", data: executionSheet(run), columns: widths(28, 32) },
    { sheet: "Algorithm Results", data: algorithmSheet(run), columns: widths(30, 10, 18, 18, 14, 40) },
    { sheet: "Best Portfolio", data: portfolioSheet(members), columns: widths(8, 14, 44, 22) },
  ]).toBuffer();
  return new Uint8Array(buffer);
}

function executionSheet(run: ExecutionResult): SheetData {
  return [
    header("Metric", "Value"),
    [text("Total Execution Time"), text(`${pythonFixed(run.seconds, 2)} seconds`)],
    [text("Algorithms Executed"), count(run.outcomes.length + run.failed.length)],
    [text("Success Rate"), text(`${pythonFixed(successRate(run), 1)}%`)],
    [text("Best Algorithm"), text(algorithmLongName(run.best.algorithm))],
    [text("Best Fitness"), text(pythonFixed(run.best.fitness, 6))],
    ...run.verdict.map((sentence, k) => [text(k === 0 ? "More than luck?" : ""), text(sentence)]),
  ];
}

function algorithmSheet(run: ExecutionResult): SheetData {
  return [
    header("Algorithm", "Status", "Execution Time (s)", "Best Fitness", "Portfolio Size", "Error"),
    ...run.outcomes.map((one) => [
      text(algorithmLongName(one.algorithm)),
      text("Success"),
      figure(one.seconds),
      figure(one.fitness),
      count(one.members.length),
      null,
    ]),
    ...run.failed.map((one) => [
      text(algorithmLongName(one.algorithm)),
      text("Failed"),
      null,
      null,
      null,
      text(one.error),
    ]),
  ];
}

function portfolioSheet(members: readonly ComposedMember[]): SheetData {
  return [
    header("Rank", "Strategy Index", "Strategy Name", "Weight"),
    ...members.map((one, at) => [count(at + 1), count(one.index), text(one.name), figure(one.weight)]),
  ];
}

/** Inversion report as a workbook of the later generations: sheets Summary and Inverted Strategies. */
export async function ultaWorkbook({ generated, examined, inversions }: UltaReport): Promise<Uint8Array> {
  const share = examined === 0 ? 0 : (inversions.length / examined) * 100;
  const summary = [
    header("Metric", "Value"),
    [text("Generated"), text(generated)],
    [text("Total Strategies Analyzed"), count(examined)],
    [text("Total Strategies Inverted"), count(inversions.length)],
    [text("Inversion Rate %"), figure(share)],
  ];
  const strategies = [
    header(
      ...["Strategy Name", "Original ROI", "Inverted ROI", "ROI Improvement", "Original Drawdown"],
      ...["Inverted Drawdown", "Original Ratio", "Inverted Ratio", "Improvement %"],
    ),
    ...inversions.map((one) => [
      text(one.name),
      ...[one.originalRoi, one.invertedRoi, one.invertedRoi - one.originalRoi].map(figure),
      ...[one.originalWorst, one.invertedWorst, one.originalRatio, one.invertedRatio].map(figure),
      figure(ratioImprovement(one)),
    ]),
  ];
  const buffer = await writeXlsxFile([
    { sheet: "Summary", data: summary, columns: widths(28, 24) },
    { sheet: "Inverted Strategies", data: strategies, columns: widths(44, 16, 16, 16, 18, 18, 16, 16, 16) },
  ]).toBuffer();
  return new Uint8Array(buffer);
}
