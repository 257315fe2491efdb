/** Tables that do not fit in memory are worked on in panels of strategies, one after the other, where the work allows it. */
import { availableParallelism } from "node:os";
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { ServiceContext } from "../../context.ts";
import type { Manifest } from "../../datasets/version/manifest.ts";
import { hostMemory } from "../../host-resources.ts";
import type { Settings } from "../../settings/settings.ts";

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

type AskedRows = Pick<ViewRequest, "dataset" | "version" | "from" | "to">;
type Store = Pick<ServiceContext, "datasets" | "settings">;

/** What a view of the rows that are asked for takes in memory, as a whole, and what there is. Bytes. */
async function needOf({ dataset, version, from, to }: AskedRows, { datasets, settings }: Store) {
  const manifest = await datasets.manifest(dataset, version);
  const rows =
    from || to ? await rowsWithin({ dataset, version, from, to }, datasets) : manifest.observations;
  const needed = copies * cellBytes * rows * manifest.strategies;
  return { manifest, rows, needed, memory: memoryOf(settings) };
}

/** Rows of a version whose dates lie within, which alone are read. */
async function rowsWithin(
  { dataset, version, from = "", to = "9999-12-31" }: AskedRows,
  datasets: Store["datasets"],
): Promise<number> {
  const { observations } = await datasets.observations(dataset, version);
  return observations.filter(({ date }) => date >= from && date <= to).length;
}

const bytesText = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;

/** Said of a table of which a view may not be in memory as a whole, before the work; undefined: it may. */
export function saidOfLarger(
  { observations, strategies }: { readonly observations: number; readonly strategies: number },
  settings: Settings,
): string | undefined {
  const needed = copies * cellBytes * observations * strategies;
  const memory = memoryOf(settings);
  if (needed <= memory) return undefined;
  return `Larger than memory: a view of it takes up to ${bytesText(needed)} of ${bytesText(memory)}. Metrics, figures by group, the correlation of all pairs, map, clusters and duplicates are computed on parts of it, read from the disk; a search puts it, and what is made of it, into scratch files (see works).`;
}

/**
 * Refuses a view that does not fit in memory before it is read, whatever it is for; of one that does the manifest is returned.
 * Throws Problem "out-of-memory", which says what would fit.
 */
export async function refuseLarger(
  request: AskedRows,
  context: Store,
  what = "What is asked for",
  also = "",
): Promise<Manifest> {
  const { manifest, needed, memory } = await needOf(request, context);
  if (needed <= memory) return manifest;
  const fitting = Math.floor(memory / (copies * cellBytes * manifest.strategies));
  const fewer =
    fitting >= 2
      ? `Take at most ${fitting.toLocaleString("en-US")} rows (--from, --to), ${also}or use`
      : "Use";
  throw new Problem(
    "out-of-memory",
    `${what} rests on the whole table, which does not fit in memory: it takes up to ${bytesText(needed)} of ${bytesText(memory)}.`,
    {
      remedy: `${fewer} a machine with more memory (the setting analysis.memory_gb says how much there is). Metrics, figures by group, correlation, map, clusters and duplicates are computed in parts.`,
    },
  );
}

/** Whether a view of so many of the strategies fits in memory. */
export async function fitsWith(request: AskedRows, strategies: number, context: Store): Promise<boolean> {
  const { rows, memory } = await needOf(request, context);
  return copies * cellBytes * rows * strategies <= memory;
}

/** Whether only a part of so many strategies can be in memory: the whole does not fit, and they do. */
export async function fitsAsPart(request: AskedRows, strategies: number, context: Store): Promise<boolean> {
  const { needed, memory } = await needOf(request, context);
  return needed > memory && (await fitsWith(request, strategies, context));
}

/** The strategies of a dataset from one place to before another. `names` are those of all. */
export function panelOf(
  { observations, strategies }: { readonly observations: number; readonly strategies: number },
  names: readonly string[],
  from: number,
  to: number,
): Panel {
  const own = names.slice(from, to);
  return {
    strategies: own,
    places: Uint32Array.from(own, (_, at) => from + at),
    isFirst: from === 0,
    cellsOfWhole: observations * strategies,
  };
}

/** Some strategies of a dataset, in its order. */
export interface Panel {
  readonly strategies: readonly string[];
  /** Their places in the dataset, ascending. */
  readonly places: Uint32Array;
  /** Whether the first strategy of the dataset is among them. */
  readonly isFirst: boolean;
  /** Of the whole dataset, for the choice of a backend. */
  readonly cellsOfWhole: number;
}

/** The panels of a table that does not fit, whole groups of its rows on the disk; undefined: it fits. */
export async function panelsOf(request: AskedRows, context: Store): Promise<Panel[] | undefined> {
  const { dataset, version } = request;
  const { manifest, rows } = await needOf(request, context);
  const { strategies, storage } = manifest;
  const shape = { observations: rows, strategies, rowGroup: storage.rowGroupStrategies };
  const width = panelWidth(shape, context.settings);
  if (width === undefined) return undefined;
  const names = await context.datasets.strategies(dataset, version);
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

/** What decides how a table is cut. */
export interface TableShape {
  readonly observations: number;
  readonly strategies: number;
  readonly missingCells: number;
  /** Strategies of a group of its rows on the disk. */
  readonly rowGroup: number;
}

/**
 * The pieces of a table that does not fit, where every strategy meets every other: undefined where it fits. A cell that stays
 * is held standardised; where cells are missing also as it was read, by what is present and its square. Of what is read there
 * are two blocks, and one that its codec or the view makes of it.
 */
export async function piecesOf(
  request: AskedRows & Pick<ViewRequest, "rows">,
  strip: number,
  context: Store,
): Promise<PieceSizes | undefined> {
  const { manifest, rows } = await needOf(request, context);
  const { strategies, storage } = manifest;
  // A day without one of its zones is not known before it is read.
  const missingCells = manifest.missingCells + (request.rows?.kind === "weighted-zones" ? 1 : 0);
  const shape = { observations: rows, strategies, missingCells, rowGroup: storage.rowGroupStrategies };
  const sizes = pieceSizes(shape, strip, context.settings);
  if (!sizes || piecesFit(sizes, shape, context.settings)) return sizes;
  const [least, memory] = [pieceBytes(sizes, shape), memoryOf(context.settings)].map(bytesText);
  throw new Problem(
    "out-of-memory",
    `Pairs of strategies of ${rows.toLocaleString("en-US")} rows take at least ${least} of ${memory}: a strip of ${strip} is held with another.`,
    {
      remedy: `Take at most ${pieceRows(sizes, shape, context.settings).toLocaleString("en-US")} rows (--from, --to), or use a machine with more memory.`,
    },
  );
}

/** Times that the cells of strategies that stay are held. */
export const timesHeld = ({ missingCells }: Pick<TableShape, "missingCells">) => (missingCells > 0 ? 6 : 1);

/** Bytes that the pieces take when pairs are looked at. */
export const pieceBytes = (
  { block, unit, group }: PieceSizes,
  shape: Pick<TableShape, "observations" | "missingCells">,
): number => (timesHeld(shape) * (group + unit) + 3 * block) * cellBytes * shape.observations;

/** Less than this is there on every machine that runs the program. */
const alwaysThere = 300e6;

/** Whether there is memory for so much of a table of which only pieces are held. */
export const hasMemory = (bytes: number, settings: Settings): boolean =>
  bytes <= Math.max(memoryOf(settings), alwaysThere);

/** Whether the smallest pieces that there are fit: those of a table of very many rows may not. */
export const piecesFit = (sizes: PieceSizes, shape: TableShape, settings: Settings): boolean =>
  hasMemory(pieceBytes(sizes, shape), settings);

/** Rows of which these pieces would fit. */
export const pieceRows = (sizes: PieceSizes, shape: TableShape, settings: Settings): number =>
  Math.floor((shape.observations * memoryOf(settings)) / pieceBytes(sizes, shape));

export function pieceSizes(
  { observations, strategies, missingCells, rowGroup }: TableShape,
  strip: number,
  settings: Settings,
): PieceSizes | undefined {
  const memory = memoryOf(settings);
  const columnBytes = cellBytes * observations;
  if (copies * columnBytes * strategies <= memory) return undefined;
  const room = Math.max(memory / 2, memory - programBytes) / columnBytes;
  const whole = (width: number, count: number) => Math.max(1, Math.floor(count / width)) * width;
  const block = rowGroup <= room / 6 ? whole(rowGroup, room / 24) : whole(strip, room / 6);
  const held = (room - 3 * block) / timesHeld({ missingCells });
  if (missingCells === 0) {
    const unit = strip * stripsOfPiece(Math.floor(held / strip), settings);
    return { block, unit, group: whole(strip, held - unit) };
  }
  // Those that stay are standardised again for every piece that meets them: few pieces, half as wide.
  const unit = whole(strip, held / 3);
  return { block, unit, group: whole(strip, held - unit) };
}

/** What reading a strip takes beside a pair of strips, about; and what else comes with each piece. */
const readingTakes = 1.5;
const pieceTakes = 0.5;

/** Strips that meet those that stay, of so many that are held: few, with work for all threads. */
function stripsOfPiece(held: number, settings: Settings): number {
  const threads = settings.get("general.threads") || availableParallelism();
  const cost = (unit: number) => {
    const pairs = unit * (held - unit);
    return (
      (Math.ceil(pairs / threads) * threads) / pairs + (readingTakes + pieceTakes / unit) / (held - unit)
    );
  };
  let best = 1;
  for (let unit = 2; unit <= held / 3; unit += 1) if (cost(unit) < cost(best)) best = unit;
  return best;
}

/** Strategies of a panel of a table that does not fit, whole groups of its rows on the disk; undefined: it fits. */
export function panelWidth(
  { observations, strategies, rowGroup }: Omit<TableShape, "missingCells">,
  settings: Settings,
): number | undefined {
  const memory = memoryOf(settings);
  if (copies * cellBytes * observations * strategies <= memory) return undefined;
  const ofStrategy = copies * cellBytes * observations;
  const groups = Math.floor(memory / (panelsInMemory * ofStrategy * rowGroup));
  if (groups >= 1) return groups * rowGroup;
  // A group that has to be cut is read again for each of its parts: few parts, as large as half of the memory.
  const parts = Math.ceil((rowGroup * ofStrategy) / (Math.max(memory, alwaysThere) / 2));
  return Math.ceil(rowGroup / Math.min(rowGroup, parts));
}

/** Most bytes that a view of a table takes as a whole, and the rows of so many strategies that there is memory for. */
export function wholeView(
  { observations, strategies }: Pick<TableShape, "observations" | "strategies">,
  settings: Settings,
): { readonly bytes: number; readonly rows: number } {
  const ofRow = copies * cellBytes * strategies;
  return { bytes: ofRow * observations, rows: Math.floor(memoryOf(settings) / ofRow) };
}
