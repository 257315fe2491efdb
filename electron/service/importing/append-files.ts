import type { ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import { type CallContext, stopIfCancelled } from "../context.ts";
import type { DatasetStore } from "../datasets/store/dataset-store.ts";
import type { VersionWriter } from "../datasets/version/begin.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import type { StoredObservation } from "../datasets/version/observations.ts";
import { appendFindings } from "./append-findings.ts";
import { addLedger } from "./cells/add-ledger.ts";
import { Ledger } from "./cells/ledger.ts";
import { writeCells } from "./cells/write-cells.ts";
import { type ImportRecord, importStep, recordOf } from "./import-record.ts";
import type { ImportSettings } from "./import-settings.ts";
import { joinFiles } from "./join-files.ts";
import { keepSources } from "./keep-sources.ts";
import { mergeStrategies } from "./merge-strategies.ts";
import { trailingBlanksFinding } from "./rows/trailing-blanks-finding.ts";
import { type OverlapPolicy, skipKnown } from "./skip-known.ts";
import { sourceFiles } from "./source-files.ts";
import { storedStatistics } from "./stored-statistics.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/**
 * Adds the observations of files to a dataset as new files of a new version; the files that it has are taken over as
 * they are. Strategies that are new have no earlier cells, strategies that the files lack have no new ones.
 * Throws Problem; the caller discards the version then.
 */
export async function appendFiles(
  files: readonly UnderstoodFile[],
  settings: ImportSettings,
  options: ImportOptions,
  overlap: OverlapPolicy,
  store: DatasetStore,
  writer: VersionWriter,
  call?: CallContext,
): Promise<Manifest> {
  const base = writer.base as Manifest;
  const label = files.map(({ file }) => file.source.path).join(", ");
  const { observations: stored } = await store.observations(base.name, base.version);
  const joined = joinFiles(files, settings.policies);
  const merged = mergeStrategies(await store.strategies(base.name), joined.strategies, joined.sources);
  if (base.strategies > 0 && merged.absent.length === base.strategies)
    throw nothingInCommon(label, base.name);
  const fresh = skipKnown(stored, joined.observations, merged.sources, overlap, base.name, label);

  for (const file of base.files) if (file.kind !== "observations") await writer.keep(file);
  const ledger = new Ledger(settings.rejectLimit);
  for (const { file, rows } of files) for (const reject of rows.rejects) ledger.add(file.source.path, reject);
  const firstRow = stored.reduce((most, one) => Math.max(most, one.sourceRow), -1) + 1;
  const { policies, chunkBytes, threads } = settings;
  const written = await writeCells(
    fresh.sources,
    fresh.observations.map((one) => ({ ...one, sourceRow: firstRow + one.sourceRow })),
    {
      strategies: merged.strategies,
      policy: policies.missing,
      chunkBytes,
      threads,
      ledger,
      takenNames: new Set(stored.map((one) => one.column.toLowerCase())),
      statistics: await storedStatistics(store.folder(base), base, merged.strategies.length, call),
    },
    writer,
    call,
  );
  await addLedger(ledger, writer);
  if (settings.keepSource) await keepSources(files, writer);
  stopIfCancelled(call);
  const origins = sourceFiles(files);
  const record = recordOf(base);
  const step = importStep("append", origins, (files[0] as UnderstoodFile).mapping, options, settings);
  return writer.commit({
    action: "append",
    source: origins[0] ?? base.source,
    sources: [...base.sources, ...origins],
    strategies: merged.strategies.length,
    mapping: record ? ({ ...record, steps: [...record.steps, step] } satisfies ImportRecord) : base.mapping,
    missing: policies.missing,
    rejects: addCounts(base.rejects, ledger.counts),
    recordedRejects: base.recordedRejects + ledger.listed,
    findings: [
      ...appendFindings(base, files, joined, merged, fresh.skipped, written.statistics),
      ...trailingBlanksFinding(ledger.trailingBlanks),
    ],
    observations: inOrder([...stored, ...written.observations], policies.order),
  });
}

function inOrder(all: readonly StoredObservation[], order: "date" | "file"): StoredObservation[] {
  if (order === "file") return [...all];
  return all.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function addCounts(before: Record<string, number>, now: ReadonlyMap<string, number>): Record<string, number> {
  const sum = { ...before };
  for (const [reason, count] of now) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}

function nothingInCommon(file: string, dataset: string): Problem {
  return new Problem("bad-input", `${file} has no strategy in common with the dataset "${dataset}".`, {
    file,
    remedy:
      "Check the file, and whether its names need the same prefix or renaming; or import it as a dataset of its own.",
  });
}
