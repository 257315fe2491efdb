import { setImmediate } from "node:timers/promises";
import {
  datasetCells,
  datasetClearKept,
  datasetDelete,
  datasetDuplicate,
  datasetEmptyTrash,
  datasetExport,
  datasetHistory,
  datasetKept,
  datasetList,
  datasetOpenSummary,
  datasetOptimize,
  datasetRejects,
  datasetRename,
  datasetRestore,
  datasetRollback,
  datasetStrategies,
  datasetTrash,
} from "../../../contract/methods/dataset.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { refuseFile } from "../../disk/durable.ts";
import { register } from "../../handler.ts";
import { movePortfolios } from "../../portfolios/portfolio-files.ts";
import { moveView } from "../../views/kept-views.ts";
import { exportDataset } from "../export/export-dataset.ts";
import { findElsewhere } from "../store/elsewhere.ts";
import { type StorageOptions, storageSettings } from "../store/root.ts";
import { datasetSummary } from "../summary.ts";

/** dataset.list */
export const datasetListHandler = register(datasetList, async (_request, { datasets, home, olderHomes }) => {
  const { manifests, damaged } = await datasets.list();
  return {
    datasets: manifests.map(datasetSummary),
    damaged: damaged.map((one) => ({ ...one, versions: [...one.versions] })),
    trash: await datasets.trash(),
    elsewhere: findElsewhere(home, olderHomes),
  };
});

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

/** dataset.open-summary */
export const datasetOpenSummaryHandler = register(
  datasetOpenSummary,
  async ({ dataset, version }, { datasets }) => {
    const { manifest, observations } = await datasets.observations(dataset, version);
    return {
      dataset: datasetSummary(manifest),
      observations: observations.map(({ part, column, ...shown }) => shown),
      zones: distinct(observations.map((one) => one.zone)),
      regimes: distinct(observations.map((one) => one.marketRegime)),
      dates: new Set(observations.map((one) => one.date)).size,
    };
  },
);

/** dataset.strategies */
export const datasetStrategiesHandler = register(datasetStrategies, async (request, { datasets }, call) => {
  const names = await datasets.strategies(request.dataset);
  const { search, offset, limit } = request;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const places = words.length === 0 ? undefined : await placesOf(names, words, call);
  const total = places?.length ?? names.length;
  const page = Uint32Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) =>
    places ? (places[offset + at] as number) : offset + at,
  );
  return { total, names: Array.from(page, (place) => names[place] ?? ""), places: page };
});

/** Names that are looked at before others are answered. */
const piece = 32_768;

/** Places of the names that hold all of these words, which are in small letters, in any case. */
async function placesOf(
  names: readonly string[],
  words: readonly string[],
  { signal }: Pick<CallContext, "signal">,
): Promise<number[]> {
  const places: number[] = [];
  for (let place = 0; place < names.length; place++) {
    const name = (names[place] as string).toLowerCase();
    if (words.every((word) => name.includes(word))) places.push(place);
    if (place % piece === piece - 1) {
      await setImmediate();
      signal.throwIfAborted();
    }
  }
  return places;
}

/** dataset.cells */
export const datasetCellsHandler = register(datasetCells, async (request, { datasets }, call) => {
  const { dataset, ...selection } = request;
  const open = await datasets.open(dataset, selection, call);
  const { rows, strategies } = open.matrix;
  const block = new Float64Array(rows.length * strategies);
  rows.forEach((row, index) => {
    block.set(row, index * strategies);
  });
  return {
    dates: open.observations.map((one) => one.date),
    zones: open.observations.map((one) => one.zone),
    strategies: [...open.strategies],
    cells: block,
    bytesRead: open.bytesRead,
  };
});

/** dataset.rejects */
export const datasetRejectsHandler = register(
  datasetRejects,
  async ({ dataset, ...query }, { datasets }) => ({
    counts: (await datasets.manifest(dataset)).rejects,
    ...(await datasets.rejects(dataset, query)),
  }),
);

/** dataset.export */
export const datasetExportHandler = register(datasetExport, async (request, context, call) => {
  const { dataset, file, from, to, strategies, compression, ...form } = request;
  await refuseFile(file, "Choose another name, or have it replaced.", request.replace);
  const open = await context.datasets.open(dataset, { from, to, strategies }, call);
  const options = { ...storageSettings(context.settings), ...(compression ? { compression } : {}) };
  const { observations, strategies: count } = open.matrix;
  const createdBy = `Tessera ${context.version}`;
  const bytes = await exportDataset(open, { ...form, file, options, createdBy }, call);
  return { file, bytes, observations, strategies: count };
});

/** dataset.history */
export const datasetHistoryHandler = register(datasetHistory, async ({ dataset }, { datasets }) => ({
  versions: (await datasets.history(dataset)).map(({ version, isCurrent, manifest }) => ({
    version,
    isCurrent,
    parent: manifest?.parent ?? null,
    dataset: manifest && datasetSummary(manifest),
  })),
}));

/** dataset.rollback */
export const datasetRollbackHandler = register(
  datasetRollback,
  async ({ dataset, version }, { datasets, emit }) => {
    const from = (await datasets.history(dataset)).find((one) => one.isCurrent)?.version ?? 0;
    const manifest = await datasets.rollback(dataset, version);
    emit({ kind: "datasets-changed" });
    return { dataset: datasetSummary(manifest), from };
  },
);

/** dataset.optimize */
export const datasetOptimizeHandler = register(
  datasetOptimize,
  async ({ dataset, ...wishes }, context, call) => {
    const before = datasetSummary(await context.datasets.manifest(dataset));
    const said = Object.entries(wishes).filter(([, value]) => value !== undefined);
    const options: Partial<StorageOptions> = Object.fromEntries(said);
    const after = datasetSummary(await context.datasets.optimize(dataset, options, call));
    context.emit({ kind: "datasets-changed" });
    return { dataset: after, bytesBefore: before.bytes, bytesAfter: after.bytes };
  },
);

/** Runs a change and says that the list of datasets is another one. */
async function changing<T>({ emit }: ServiceContext, change: Promise<T>): Promise<T> {
  const result = await change;
  emit({ kind: "datasets-changed" });
  return result;
}

/** dataset.rename: portfolios, view and searches of the dataset go with it. */
export const datasetRenameHandler = register(datasetRename, async ({ dataset, to }, context) => {
  const renamed = await changing(context, context.datasets.rename(dataset, to));
  await movePortfolios(context.home, dataset, to);
  await moveView(context.home, dataset, to);
  await context.searches.moveDataset(dataset, to);
  context.emit({ kind: "portfolios-changed" });
  context.emit({ kind: "views-changed" });
  return { dataset: datasetSummary(renamed) };
});

/** dataset.duplicate */
export const datasetDuplicateHandler = register(datasetDuplicate, async ({ dataset, to }, context) => ({
  dataset: datasetSummary(await changing(context, context.datasets.duplicate(dataset, to))),
}));

/** dataset.kept */
export const datasetKeptHandler = register(datasetKept, async ({ dataset }, { datasets, settings }) => {
  const results = await datasets.kept.list(dataset);
  const bytes = results.reduce((sum, one) => sum + one.bytes, 0);
  return { results, bytes, limitBytes: storageSettings(settings).keptBytes };
});

/** dataset.clearKept */
export const datasetClearKeptHandler = register(datasetClearKept, ({ dataset }, context) =>
  changing(context, context.datasets.kept.clear(dataset)),
);

/** dataset.delete */
export const datasetDeleteHandler = register(datasetDelete, async ({ dataset }, context) => ({
  trash: await changing(context, context.datasets.delete(dataset)),
}));

/** dataset.restore */
export const datasetRestoreHandler = register(datasetRestore, async ({ id, as }, context) => ({
  dataset: datasetSummary(await changing(context, context.datasets.restore(id, as))),
}));

/** dataset.trash */
export const datasetTrashHandler = register(datasetTrash, async (_request, { datasets, settings }) => {
  const days = settings.get("storage.trash_days");
  const trash = [];
  for (const entry of await datasets.trash()) {
    const removedAt = new Date(Date.parse(entry.deletedAt) + days * 86_400_000).toISOString();
    trash.push({ ...entry, bytes: await datasets.trashBytes(entry.id), removedAt });
  }
  const bytes = trash.reduce((sum, one) => sum + one.bytes, 0);
  return { trash, bytes, days, versionsKept: settings.get("storage.versions_kept") };
});

/** dataset.emptyTrash */
export const datasetEmptyTrashHandler = register(datasetEmptyTrash, async ({ ids }, context) => {
  const { datasets } = context;
  const before = await datasets.trash();
  const sizes = new Map<string, number>();
  for (const { id } of before) sizes.set(id, await datasets.trashBytes(id));
  const removed = (await datasets.emptyTrash(ids)).map(({ id }) => id);
  context.emit({ kind: "datasets-changed" });
  return { removed, bytes: removed.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0) };
});
