import type { ImportOptions } from "../../../contract/importing.ts";
import type { ResultOf } from "../../../contract/method.ts";
import type { fileInspect } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { planFindings } from "../column-findings.ts";
import { describeFile } from "../describe-file.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { CsvFile } from "../source/csv-file.ts";
import { understandFile } from "../understand-file.ts";
import { checkCells } from "./check-cells.ts";
import { openHead } from "./open-head.ts";
import { previewOf } from "./preview.ts";

type Inspection = Omit<ResultOf<typeof fileInspect>, "seconds">;

const mostNames = 1000;

/** Opens the file, or the first part of a large or packed one, and says what an import would make of it. */
export async function inspectFile(
  home: string,
  path: string,
  options: ImportOptions,
  settings: ImportSettings,
  folder: () => Promise<string>,
  call?: CallContext,
): Promise<Inspection> {
  const { file, isPartial } = await openHead(home, path, options, settings, folder, call);
  try {
    return { ...(await look(home, file, options, settings, call)), isPartial };
  } finally {
    loadAddon().csvClose(file.opened.handle);
  }
}

async function look(
  home: string,
  file: CsvFile,
  options: ImportOptions,
  settings: ImportSettings,
  call?: CallContext,
): Promise<Omit<Inspection, "isPartial">> {
  try {
    const understood = await understandFile(home, file, options, settings, call);
    const { rows, ledger } = await checkCells(understood, settings, call);
    const { plan } = understood;
    return {
      understanding: describeFile(understood),
      problem: null,
      findings: [...planFindings(plan), ...understood.rows.findings, ...groupedFinding(file)],
      preview: await previewOf(file, plan, settings.threads, call),
      strategies: plan.names.slice(0, mostNames),
      checkedRows: rows,
      rejects: Object.fromEntries(ledger.counts),
      rejectExamples: ledger.line.map((line, index) => ({
        line,
        column: ledger.column[index] ?? "",
        text: ledger.text[index] ?? "",
        reason: ledger.reason[index] ?? "",
      })),
    };
  } catch (error) {
    if (!(error instanceof Problem) || error.report.code === "cancelled") throw error;
    return {
      understanding: null,
      problem: error.report,
      findings: [],
      preview: await previewOf(file, null, settings.threads, call),
      strategies: [],
      checkedRows: 0,
      rejects: {},
      rejectExamples: [],
    };
  }
}

function groupedFinding({ dialect }: CsvFile): Finding[] {
  const count = dialect.groupedCells;
  if (count === 0) return [];
  const message = `${count} cell(s) of the sample look like numbers with thousands separators, but not all large numbers do`;
  return [{ kind: "thousands", count, message, examples: ["--thousands comma reads them as numbers"] }];
}
