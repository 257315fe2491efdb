import type { ImportOptions } from "../../../contract/importing.ts";
import type { ResultOf } from "../../../contract/method.ts";
import type { fileInspect } from "../../../contract/methods/file.ts";
import { Problem, type ProblemReport } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { inTurns } from "../../turns.ts";
import type { ColumnPlan } from "../columns/plan-columns.ts";
import type { ImportSettings } from "../import-settings.ts";
import { namedMapping } from "../mappings.ts";
import { untilUnderstood } from "../read-again.ts";
import { ShapeFiles } from "../shape/shape-files.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { fileFindings, understandFile } from "../understand-file.ts";
import { describeFile } from "../with-files.ts";
import { checkCells } from "./check-cells.ts";
import { openHead } from "./open-head.ts";

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
  const mapping = await namedMapping(home, options.mapping);
  const shaped = await untilUnderstood(settings.learned, async () => {
    const { file: given, isPartial } = await openHead(home, path, options, settings, folder, call);
    // Shown as it is when it cannot be made a table, so that a user sees what the question is about.
    const asGiven = await previewOf(given, null, settings.threads, call);
    try {
      const shapes = new ShapeFiles({ home, options, settings, mapping, several: false, folder });
      return { file: (await shapes.add(given, call)) ?? (await shapes.finish(call)), isPartial };
    } catch (error) {
      if (!(error instanceof Problem) || error.report.code === "cancelled") throw error;
      return { seen: { ...notUnderstood(error.report), preview: asGiven, isPartial } };
    }
  });
  if (shaped.seen) return shaped.seen;
  const { file, isPartial } = shaped;
  if (!file) throw new Error("A file that was opened is not there.");
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
    const { understood, rows, ledger, findings } = await untilUnderstood(settings.learned, async () => {
      const understood = await understandFile(home, file, options, settings, call);
      return { understood, ...(await checkCells(understood, settings, call)) };
    });
    const { plan } = understood;
    return {
      understanding: describeFile(understood),
      problem: null,
      findings: [...(await inTurns(fileFindings(understood), call)), ...findings],
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
    return { ...notUnderstood(error.report), preview: await previewOf(file, null, settings.threads, call) };
  }
}

function notUnderstood(problem: ProblemReport): Omit<Inspection, "isPartial" | "preview"> {
  const nothing = { findings: [], strategies: [], checkedRows: 0, rejects: {}, rejectExamples: [] };
  return { understanding: null, problem, ...nothing };
}

const mostRows = 20;

const mostStrategies = 30;

/** The first rows as text. Without a plan (a file that is not understood) the first columns. */
async function previewOf(
  file: CsvFile,
  plan: ColumnPlan | null,
  threads: number,
  call?: CallContext,
): Promise<{ columns: string[]; rows: string[][] }> {
  const shown = plan
    ? [...new Set([...plan.single.values(), ...plan.strategies.slice(0, mostStrategies)])].sort(
        (a, b) => a - b,
      )
    : file.header.slice(0, mostStrategies).map((_, index) => index);
  const roles = new Uint8Array(file.header.length);
  for (const column of shown) roles[column] = csvRole.text;
  const { handle } = file.opened;
  const rowCount = Math.min(mostRows, file.opened.rowCount);
  const request = { handle, roles, firstRow: 0, rowCount, out: new Float64Array(0), rejectLimit: 0, threads };
  const { text } = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  return {
    columns: shown.map((column) => file.header[column] ?? ""),
    rows: Array.from({ length: rowCount }, (_, row) => text.map((column) => column[row] ?? "")),
  };
}
