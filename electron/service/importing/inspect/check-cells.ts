import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { inTurns } from "../../turns.ts";
import { ColumnStatistics } from "../cells/column-statistics.ts";
import { Ledger } from "../cells/ledger.ts";
import { oddToLeaveOut } from "../cells/odd-columns.ts";
import { prepareSource, readBlock } from "../cells/read-block.ts";
import { cellFindings } from "../column-findings.ts";
import type { ImportSettings } from "../import-settings.ts";
import { joinFiles } from "../join-files.ts";
import type { UnderstoodFile } from "../understand-file.ts";

/** Cells that are looked at: so many take about a fifth of a second. */
const mostCells = 4_000_000;

const mostExamples = 50;

/** Looks for cells that are no numbers, in as many of the first observations as time allows. */
export async function checkCells(
  file: UnderstoodFile,
  settings: ImportSettings,
  call?: CallContext,
): Promise<{ rows: number; ledger: Ledger; findings: Finding[] }> {
  const { observations, strategies, sources } = await inTurns(joinFiles([file], settings.policies), call);
  const ledger = new Ledger(mostExamples);
  const rows = Math.min(observations.length, Math.floor(mostCells / Math.max(1, strategies.length)));
  if (strategies.length === 0 || rows === 0) return { rows: 0, ledger, findings: [] };
  const prepared = sources.map((source) => prepareSource(source, strategies));
  const block = { year: "", observations: Array.from({ length: rows }, (_, index) => index) };
  const options = {
    strategies: strategies.length,
    policy: "keep" as const,
    threads: settings.threads,
    ledger,
  };
  const memory = new Float64Array(rows * strategies.length);
  const cells = await readBlock(block, prepared, options, memory, call);
  file.sample.judge(file.file, rows, settings);
  const statistics = new ColumnStatistics(strategies);
  await statistics.add(cells);
  // What the whole table is asked about is not said of a part of it.
  if (rows === observations.length)
    await inTurns(
      oddToLeaveOut(statistics, strategies, settings.policies.oddColumns, file.file.source.path),
      call,
    );
  return { rows, ledger, findings: await inTurns(cellFindings(statistics, strategies), call) };
}
