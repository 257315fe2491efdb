import type { ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import { type CallContext, stopIfCancelled } from "../context.ts";
import type { DatasetStore } from "../datasets/store/dataset-store.ts";
import type { VersionWriter } from "../datasets/version/begin.ts";
import type { Finding, Manifest } from "../datasets/version/manifest.ts";
import type { Observation, StoredObservation } from "../datasets/version/observations.ts";
import { inTurns, type Steps } from "../turns.ts";
import { type ColumnStatistics, storedStatistics } from "./cells/column-statistics.ts";
import { addLedger, Ledger } from "./cells/ledger.ts";
import type { CellSource } from "./cells/read-block.ts";
import { writeCells } from "./cells/write-cells.ts";
import { cellFindings } from "./column-findings.ts";
import { counted } from "./counted.ts";
import {
  type ImportRecord,
  importStep,
  keepSources,
  namePrefix,
  recordOf,
  sourceFiles,
} from "./import-record.ts";
import type { ImportSettings } from "./import-settings.ts";
import { type JoinedFiles, joinFiles } from "./join-files.ts";
import { observationKey } from "./rows/duplicates.ts";
import { inTime } from "./rows/in-time.ts";
import { trailingBlanksFinding } from "./rows/long-rows.ts";
import { fileFindings, type UnderstoodFile } from "./understand-file.ts";

/** What happens to rows of a date (and zone) that the dataset has already. */
type OverlapPolicy = "refuse" | "skip" | "keep";

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
  const joined = await inTurns(joinFiles(files, settings.policies), call);
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
      statistics: await storedStatistics(store.folder(base), base, merged.strategies, call),
    },
    writer,
    call,
  );
  for (const { file, sample } of files) sample.judge(file, file.opened.rowCount, settings);
  await addLedger(ledger, writer);
  if (settings.keepSource) await keepSources(files, writer);
  stopIfCancelled(call);
  const origins = sourceFiles(files);
  const record = recordOf(base);
  const [first] = files;
  const prefix = first ? namePrefix(first.file, options) : "";
  const prefixes = [{ prefix, strategies: merged.added.length }];
  const step = importStep("append", files, options, settings, { prefixes });
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
      ...(await inTurns(appendFindings(files, joined, merged, fresh.skipped, written.statistics), call)),
      ...trailingBlanksFinding(ledger.trailingBlanks),
    ],
    observations: inOrder([...stored, ...written.observations], policies.order),
  });
}

interface MergedStrategies {
  /** The known ones in their order, then the new ones. */
  readonly strategies: readonly string[];
  readonly sources: readonly CellSource[];
  /** Known ones that the files do not have, and new ones. */
  readonly absent: readonly string[];
  readonly added: readonly string[];
}

/** Fits the strategies of files to those that a dataset has already. */
function mergeStrategies(
  known: readonly string[],
  own: readonly string[],
  sources: readonly CellSource[],
): MergedStrategies {
  const isSame = known.length === own.length && known.every((name, place) => own[place] === name);
  if (isSame) return { strategies: known, sources, absent: [], added: [] };
  const places = new Map(known.map((name, place) => [name, place]));
  const added = own.filter((name) => !places.has(name));
  for (const name of added) places.set(name, places.size);
  const has = new Set(own);
  return {
    strategies: [...known, ...added],
    sources: sources.map((source) => ({
      ...source,
      places: Uint32Array.from(source.columns, (_, index) => {
        const place = source.places ? (source.places[index] as number) : index;
        return places.get(own[place] ?? "") ?? 0;
      }),
    })),
    absent: known.filter((name) => !has.has(name)),
    added,
  };
}

/** Applies the policy. Throws Problem "bad-input" for "refuse", and when nothing new is left. */
function skipKnown(
  known: readonly Observation[],
  observations: readonly Observation[],
  sources: readonly CellSource[],
  policy: OverlapPolicy,
  dataset: string,
  file: string,
): { observations: readonly Observation[]; sources: readonly CellSource[]; skipped: number } {
  const keys = new Set(known.map(observationKey));
  const isKnown = observations.map((one) => keys.has(observationKey(one)));
  const skipped = isKnown.filter(Boolean).length;
  if (skipped === 0 || policy === "keep") return { observations, sources, skipped: 0 };
  const first = observations[isKnown.indexOf(true)];
  const remedy =
    "Take the new ones only or all (--overlap skip or keep), or import the whole file as a new version (--replace).";
  if (policy === "refuse") {
    const what = `${skipped} of ${observations.length} rows, the first ${first?.date}`;
    throw new Problem("bad-input", `The dataset "${dataset}" has ${what} of ${file} already.`, {
      file,
      remedy,
    });
  }
  if (skipped === observations.length) {
    throw new Problem(
      "bad-input",
      `${file} has nothing that the dataset "${dataset}" does not have already.`,
      { file },
    );
  }
  let next = 0;
  const newPlace = isKnown.map((is) => (is ? -1 : next++));
  return {
    observations: observations.filter((_, place) => !isKnown[place]),
    sources: sources.map((source) => ({
      ...source,
      targets: source.targets.map((target) => (target < 0 ? -1 : (newPlace[target] ?? -1))),
    })),
    skipped,
  };
}

/**
 * What is to be said of an append: what the new files showed, and the columns as a whole. Earlier versions keep what was
 * theirs.
 */
function* appendFindings(
  files: readonly UnderstoodFile[],
  joined: JoinedFiles,
  { strategies, absent, added }: MergedStrategies,
  skipped: number,
  statistics: ColumnStatistics,
): Steps<Finding[]> {
  const about = (kind: string, names: readonly string[], message: string): Finding[] =>
    names.length === 0 ? [] : [{ kind, count: names.length, message, examples: names.slice(0, 20) }];
  const ofFiles: Finding[] = [];
  for (const one of files) ofFiles.push(...(yield* fileFindings(one)));
  return [
    ...ofFiles,
    ...joined.findings,
    ...about(
      "new-strategies",
      added,
      `${counted(added.length, "strategy column", "are")} new, without earlier cells`,
    ),
    ...about(
      "absent-strategies",
      absent,
      `${counted(absent.length, "strategy column", "are")} not in the appended file`,
    ),
    ...(skipped > 0
      ? [
          {
            kind: "skipped",
            count: skipped,
            message: `${counted(skipped, "row", "were")} there already`,
            examples: [],
          },
        ]
      : []),
    ...(yield* cellFindings(statistics, strategies)),
  ];
}

function inOrder(all: readonly StoredObservation[], order: "date" | "file"): StoredObservation[] {
  if (order === "file") return [...all];
  return inTime(all).map((place) => all[place] as StoredObservation);
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
