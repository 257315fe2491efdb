import type { CallContext } from "../../context.ts";
import { Ledger } from "../cells/ledger.ts";
import { prepareSource, readBlock } from "../cells/read-block.ts";
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
): Promise<{ rows: number; ledger: Ledger }> {
  const { observations, strategies, sources } = joinFiles([file], settings.policies);
  const ledger = new Ledger(mostExamples);
  const rows = Math.min(observations.length, Math.floor(mostCells / Math.max(1, strategies.length)));
  if (strategies.length === 0 || rows === 0) return { rows: 0, ledger };
  const prepared = sources.map((source) => prepareSource(source, strategies));
  const block = { year: "", observations: Array.from({ length: rows }, (_, index) => index) };
  const options = {
    strategies: strategies.length,
    policy: "keep" as const,
    threads: settings.threads,
    ledger,
  };
  await readBlock(block, prepared, options, new Float64Array(rows * strategies.length), call);
  file.sample.judge(file.file, rows, settings);
  return { rows, ledger };
}
