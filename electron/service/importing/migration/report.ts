import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { csvName, markdownText } from "../../../contract/text.ts";
import { csvNumber } from "../../datasets/export/csv.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { diskProblem, makeFolders } from "../../disk/durable.ts";
import { counted } from "../counted.ts";
import type { ComparedStrategy } from "./totals.ts";

interface ReportContent {
  readonly manifest: Manifest;
  readonly files: readonly { readonly path: string; readonly rows: number; readonly strategies: number }[];
  readonly compared: readonly ComparedStrategy[];
  /** Of names in CSV, see csvName. */
  readonly formulasAsText: boolean;
}

/** Writes the validation report: a summary (`path`) and all strategies beside it (`path`.csv). Throws Problem. */
export async function writeReport(path: string, content: ReportContent): Promise<void> {
  try {
    await makeFolders(dirname(path));
    await writeFile(path, summaryText(content));
    await writeFile(`${path}.csv`, strategyText(content));
  } catch (error) {
    throw diskProblem(error, path, "writing");
  }
}

function summaryText({ manifest, files, compared }: ReportContent): string {
  const sum = (pick: (one: ComparedStrategy) => number): string =>
    String(compared.reduce((total, one) => total + pick(one), 0));
  const differing = compared.filter(({ agrees }) => !agrees);
  const rejects = Object.entries(manifest.rejects).map(
    ([reason, count]) => `- ${markdownText(reason)}: ${count} cell(s)`,
  );
  return [
    `# Migration of ${markdownText(manifest.name)}, version ${manifest.version}`,
    "",
    `Result: ${differing.length === 0 ? "the dataset agrees with the files" : counted(differing.length, "strategy", "differ")}`,
    "(tolerance 1e-9, relative; ROI is the sum of P&L, the drawdown's peak starts at the first row).",
    "",
    ...manifest.findings
      .filter(({ kind }) => kind === "sorted")
      .map(
        ({ message }) =>
          `Order: ${message}. Drawdowns, before and after, are those of the dataset's order.\n`,
      ),
    "| File | Rows | Strategies |",
    "|---|---|---|",
    ...files.map(({ path, rows, strategies }) => `| ${markdownText(path)} | ${rows} | ${strategies} |`),
    `| dataset | ${manifest.observations} | ${manifest.strategies} |`,
    "",
    "| | before | after |",
    "|---|---|---|",
    `| ROI of all strategies | ${sum((one) => one.roiBefore)} | ${sum((one) => one.roiAfter)} |`,
    `| Drawdowns of all strategies | ${sum((one) => one.drawdownBefore)} | ${sum((one) => one.drawdownAfter)} |`,
    "",
    rejects.length === 0 ? "Every cell was taken as written." : "Cells not taken as written:",
    ...rejects,
    ...(differing.length > 0
      ? ["", "Differing:", ...differing.slice(0, 100).map((one) => `- ${markdownText(one.strategy)}`)]
      : []),
    "",
  ].join("\n");
}

function strategyText({ compared, formulasAsText }: ReportContent): string {
  const lines = compared.map((one) =>
    [
      csvName(one.file, formulasAsText),
      csvName(one.strategy, formulasAsText),
      csvNumber(one.roiBefore),
      csvNumber(one.roiAfter),
      csvNumber(one.drawdownBefore),
      csvNumber(one.drawdownAfter),
      one.agrees ? "yes" : "no",
    ].join(","),
  );
  return `${["file,strategy,roi_before,roi_after,drawdown_before,drawdown_after,agrees", ...lines].join("\n")}\n`;
}
