/** Tables that do not fit in memory are worked on in panels of strategies, one after the other, where the work allows it. */
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { ServiceContext } from "../../context.ts";
import { hostMemory } from "../../host-resources.ts";
import type { Settings } from "../../settings/settings.ts";
import { type Panel, panelOf } from "./with-view.ts";

/** A view holds its cells about so many times while it is made: as they are read, turned and standardised. */
const copies = 3;

/** Panels that memory has room for: what was read, what is computed, and the rest of the program. */
const panelsInMemory = 16;

const cellBytes = 8;

/** Bytes that this process may take: of the machine, or of the container that it runs in. */
export function memoryOf(settings: Settings): number {
  const asked = settings.get("analysis.memory_gb") * 1e9;
  return asked > 0 ? asked : hostMemory().total;
}

/** Said of a table of which a view may not be in memory as a whole, before the work; undefined: it may. */
export function saidOfLarger(
  { observations, strategies }: { readonly observations: number; readonly strategies: number },
  settings: Settings,
): string | undefined {
  const needed = copies * cellBytes * observations * strategies;
  const memory = memoryOf(settings);
  if (needed <= memory) return undefined;
  const text = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;
  return `Larger than memory: a view of it takes up to ${text(needed)} of ${text(memory)}. Metrics, figures by group and the correlation of all pairs are computed on parts of it, read from the disk; map, clusters, duplicates and searches hold all of it.`;
}

/** The panels of a table that does not fit, whole groups of its rows on the disk; undefined: it fits. */
export async function panelsOf(
  request: Pick<ViewRequest, "dataset" | "version">,
  { datasets, settings }: Pick<ServiceContext, "datasets" | "settings">,
): Promise<Panel[] | undefined> {
  const { dataset, version } = request;
  const manifest = await datasets.manifest(dataset, version);
  const { observations, strategies, storage } = manifest;
  const memory = memoryOf(settings);
  if (copies * cellBytes * observations * strategies <= memory) return undefined;
  const group = storage.rowGroupStrategies;
  const fits = memory / (panelsInMemory * copies * cellBytes * observations);
  const width = Math.max(1, Math.floor(fits / group)) * group;
  const names = await datasets.strategies(dataset, version);
  return Array.from({ length: Math.ceil(names.length / width) }, (_, k) =>
    panelOf(manifest, names, k * width, (k + 1) * width),
  );
}

/** What the program takes beside the cells; of little memory at most half of it. */
const programBytes = 300e6;

/** Strategies at a time. */
export interface PieceSizes {
  /** Read from the disk at once: whole groups of its rows where there is room for one. */
  readonly block: number;
  /** Meet those that stay, and so many stay meanwhile: both whole strips. */
  readonly unit: number;
  readonly group: number;
}

/**
 * The pieces of a table that does not fit, where every strategy meets every other: undefined where it fits. A cell that stays is held
 * as it was read and standardised, with missing cells also by what is present and its square; of what is read there are two blocks, one
 * of them what its codec makes of it.
 */
export async function piecesOf(
  request: Pick<ViewRequest, "dataset" | "version">,
  strip: number,
  { datasets, settings }: Pick<ServiceContext, "datasets" | "settings">,
): Promise<PieceSizes | undefined> {
  const manifest = await datasets.manifest(request.dataset, request.version);
  const { observations, strategies, missingCells, storage } = manifest;
  const memory = memoryOf(settings);
  const columnBytes = cellBytes * observations;
  if (copies * columnBytes * strategies <= memory) return undefined;
  const room = Math.max(memory / 2, memory - programBytes) / columnBytes;
  const whole = (width: number, count: number) => Math.max(1, Math.floor(count / width)) * width;
  const rows = storage.rowGroupStrategies;
  const block = rows <= room / 6 ? whole(rows, room / 24) : whole(strip, room / 6);
  const unit = whole(strip, Math.min(block, room / 24));
  const held = missingCells > 0 ? 6 : 2;
  return { block, unit, group: whole(strip, (room - 3 * block) / held - unit) };
}

/** Refuses what rests on the whole of a table that does not fit, before it is read. Throws Problem "out-of-memory". */
export async function refuseLarger(
  request: Pick<ViewRequest, "dataset" | "version">,
  context: Pick<ServiceContext, "datasets" | "settings">,
  what: string,
): Promise<void> {
  if ((await panelsOf(request, context)) === undefined) return;
  throw new Problem("out-of-memory", `${what} rests on the whole table, which does not fit in memory.`, {
    remedy:
      "Use a machine with more memory; metrics, figures by group and the correlation of all pairs need none.",
  });
}
