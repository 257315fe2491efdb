import writeXlsxFile from "write-excel-file/node";
import { ratioImprovement } from "./ratio-improvement.ts";
import type { UltaReport } from "./ulta-report-markdown.ts";
import { workbookCells } from "./workbook-cells.ts";

const { count, figure, header, text, widths } = workbookCells;

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
