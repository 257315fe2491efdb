import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { algorithmLongName } from "./algorithm-long-name.ts";
import type { ExecutionResult } from "./algorithm-outcome.ts";
import type { ComposedMember } from "./portfolio-composition.ts";
import { pythonFixed } from "./python-fixed.ts";
import { successRate } from "./success-rate.ts";
import { workbookCells } from "./workbook-cells.ts";

const { count, figure, header, text, widths } = workbookCells;

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
