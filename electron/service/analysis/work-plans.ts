/** What each work on all strategies reads, holds and takes, known from the size of a table before anything is read. */
import { join } from "node:path";
import type { PlannedWork, WorkPlan } from "../../contract/methods/engine.ts";
import { plannedWork } from "../../contract/methods/engine.ts";
import { formatBytes } from "../../contract/text.ts";
import type { ServiceContext } from "../context.ts";
import { fileBytes, hasRoom } from "./correlation/column-file.ts";
import { dualBytes, dualFits } from "./correlation/dual.ts";
import { strip } from "./correlation/pieces.ts";
import { isPrimal } from "./correlation/primal.ts";
import { roomOfSearch } from "./view/stored-view.ts";
import {
  memoryOf,
  type PieceSizes,
  panelWidth,
  pieceBytes,
  pieceRows,
  pieceSizes,
  piecesFit,
  type TableShape,
  timesHeld,
  wholeView,
} from "./view/table-memory.ts";

type Shape = Omit<TableShape, "rowGroup">;
type Context = Pick<ServiceContext, "home" | "settings">;

const cellBytes = 8;

/**
 * Columns that a search of what is on the disk holds: 200 that pairs are sampled with, and on each of two threads a block of
 * 256, in both precisions; and its pool.
 */
const columnsOfSearch = 1.5 * (200 + 2 * 256) + 175;

const pairsOf = (strategies: number): number => (strategies * (strategies - 1)) / 2;

/** Whether a work looks at every pair of strategies, or at what all of them have in common. */
const needs: Readonly<Record<PlannedWork, { readonly pairs: boolean; readonly dual: boolean }>> = {
  metrics: { pairs: false, dual: false },
  groups: { pairs: false, dual: false },
  correlate: { pairs: true, dual: false },
  duplicates: { pairs: true, dual: false },
  clusters: { pairs: false, dual: true },
  map: { pairs: true, dual: true },
  search: { pairs: true, dual: false },
  "zone-search": { pairs: true, dual: false },
};

/** Plans of every work on a table of this size, as it would be stored now. */
export async function planWorks(shape: Shape, context: Context): Promise<WorkPlan[]> {
  const table = {
    ...shape,
    rowGroup: context.settings.get("storage.row_group_strategies"),
    isNative: ["snappy", "none"].includes(context.settings.get("storage.compression")),
  };
  const sizes = pieceSizes(table, strip, context.settings);
  const columns = { count: shape.strategies, rows: shape.observations };
  const isRoom = sizes === undefined || (await hasRoom(join(context.home, "datasets"), columns));
  const onDisk = await roomOfSearch(shape, true, context);
  return plannedWork.options.map((work) => {
    if (!sizes)
      return isWithoutDual(work, table, context)
        ? refused(work, table, context)
        : inMemory(work, table, context);
    if (work === "search") return searchOnDisk(table, onDisk, context);
    if (work === "zone-search") return refused(work, table, context);
    if (work === "metrics" || work === "groups") return inPanels(work, table, context);
    if (!piecesFit(sizes, table, context.settings)) return noStrip(work, table, sizes, context);
    return isWithoutDual(work, table, context)
      ? refused(work, table, context)
      : inPieces(work, table, sizes, isRoom);
  });
}

interface Table extends TableShape {
  /** Whether native code reads its files. */
  readonly isNative: boolean;
}

/** Whether a work needs what all strategies have in common, and there is no memory for it. */
const isWithoutDual = (
  work: PlannedWork,
  { observations, strategies }: Table,
  { settings }: Context,
): boolean => needs[work].dual && !dualFits(observations, strategies, settings);

/** Of many rows what all strategies have in common is found by the pairs, too. */
const looksAtPairs = (
  work: PlannedWork,
  { observations, strategies }: Pick<Table, "observations" | "strategies">,
): boolean => needs[work].pairs || (needs[work].dual && isPrimal(observations, strategies));

const plan = (
  work: PlannedWork,
  how: WorkPlan["how"],
  { observations, strategies }: Table,
  found: Partial<WorkPlan> & Pick<WorkPlan, "holdBytes" | "summary">,
): WorkPlan => ({
  work,
  how,
  readBytes: how === "refused" ? 0 : cellBytes * observations * strategies,
  diskBytes: 0,
  againBytes: 0,
  pairs: how !== "refused" && looksAtPairs(work, { observations, strategies }) ? pairsOf(strategies) : 0,
  ...found,
});

const countText = (count: number) => count.toLocaleString("en-US");

function inMemory(work: PlannedWork, table: Table, { settings }: Context): WorkPlan {
  const { observations, strategies } = table;
  const dual = needs[work].dual ? dualBytes(observations, strategies) : 0;
  const holdBytes = wholeView(table, settings).bytes + dual;
  const cells = formatBytes(cellBytes * observations * strategies);
  const pairs = looksAtPairs(work, table) ? `; ${countText(pairsOf(strategies))} pairs` : "";
  return plan(work, "whole", table, {
    holdBytes,
    summary: `Reads ${cells} of cells once and holds at most ${formatBytes(holdBytes)}${pairs}.`,
  });
}

function refused(work: PlannedWork, table: Table, { settings }: Context): WorkPlan {
  const { observations, strategies } = table;
  if (needs[work].dual) {
    const holdBytes = dualBytes(observations, strategies);
    const [what, fewer] = isPrimal(observations, strategies)
      ? ["correlations of all pairs", "strategies"]
      : ["products of all pairs of rows", "rows"];
    return plan(work, "refused", table, {
      holdBytes,
      summary: `The ${what} take ${formatBytes(holdBytes)} of ${formatBytes(memoryOf(settings))}: take fewer ${fewer}, or more memory.`,
    });
  }
  const { bytes, rows } = wholeView(table, settings);
  const fewer = rows >= 2 ? `at most ${countText(rows)} rows, or ` : "";
  return plan(work, "refused", table, {
    holdBytes: bytes,
    summary: `Holds all of it, up to ${formatBytes(bytes)} of ${formatBytes(memoryOf(settings))}: take ${fewer}more memory.`,
  });
}

/** The believable Sharpe ratio has pairs that are remembered, and a small budget. */
const byOtherObjectives =
  "By an objective other than the believable Sharpe ratio the default budget is for rows in memory: give a smaller one (--budget), or take a pool of the best strategies (--pool).";

/** Of a table that does not fit, all that grows with rows x strategies is in scratch files. */
function searchOnDisk(
  table: Table,
  { bytes: diskBytes, isRoom }: Awaited<ReturnType<typeof roomOfSearch>>,
  { settings }: Context,
): WorkPlan {
  const { observations, strategies } = table;
  const disk = formatBytes(diskBytes);
  if (!isRoom)
    return plan("search", "refused", table, {
      holdBytes: 0,
      diskBytes,
      summary: `Takes up to ${disk} on the disk meanwhile, and there is no room for them: take fewer rows, or a pool of the best strategies (--pool).`,
    });
  const width = Math.min(strategies, panelWidth(table, settings) ?? strategies);
  const holdBytes = Math.max(
    wholeView({ observations, strategies: width }, settings).bytes,
    columnsOfSearch * cellBytes * observations,
  );
  return plan("search", "in parts", table, {
    diskBytes,
    holdBytes,
    summary: `Reads ${formatBytes(cellBytes * observations * strategies)} of cells once and puts them, and what is made of them, into scratch files of up to ${disk}; holds ${formatBytes(holdBytes)}, and what the system's cache has room for. Whether there is anything to find at all is not asked. ${byOtherObjectives}`,
  });
}

/** Not even the smallest pieces fit. */
function noStrip(work: PlannedWork, table: Table, sizes: PieceSizes, { settings }: Context): WorkPlan {
  const holdBytes = pieceBytes(sizes, table);
  const rows = countText(pieceRows(sizes, table, settings));
  return plan(work, "refused", table, {
    holdBytes,
    summary: `Two strips of ${strip} strategies take ${formatBytes(holdBytes)} of ${formatBytes(memoryOf(settings))}: take at most ${rows} rows, or more memory.`,
  });
}

function inPanels(work: PlannedWork, table: Table, { settings }: Context): WorkPlan {
  const { observations, strategies } = table;
  const width = Math.min(strategies, panelWidth(table, settings) ?? strategies);
  const { bytes } = wholeView({ observations, strategies: width }, settings);
  // What is smaller than a group of the dataset's files is read with all of it.
  const times = Math.ceil(Math.min(strategies, table.rowGroup) / width);
  const often = times > 1 ? `${countText(times)} times` : "once";
  const readBytes = times * cellBytes * observations * strategies;
  return plan(work, "in parts", table, {
    readBytes,
    holdBytes: bytes,
    summary: `Reads ${formatBytes(cellBytes * observations * strategies)} of cells ${often}, ${countText(width)} strategies at a time, and holds at most ${formatBytes(bytes)} of them.`,
  });
}

/**
 * By way of the file of columns, which clusters read twice, and the map twice more than its pairs; what goes by the dataset's
 * own order out of whole row groups, again and again.
 */
function inPieces(work: PlannedWork, table: Table, sizes: PieceSizes, isRoom: boolean): WorkPlan {
  const { observations, strategies } = table;
  const { dual } = needs[work];
  const byPairs = dual && isPrimal(observations, strategies);
  const pairs = looksAtPairs(work, table);
  const column = cellBytes * observations;
  const diskBytes = fileBytes({ count: strategies, rows: observations });
  const isQuick = !dual && table.isNative && sizes.block % table.rowGroup === 0;
  if (!isRoom && dual)
    return plan(work, "refused", table, {
      holdBytes: 0,
      diskBytes,
      summary: `Takes ${formatBytes(diskBytes)} on the disk meanwhile, and there is no room for them.`,
    });
  const groups = Math.ceil(strategies / sizes.group);
  // Each group, and all that come behind it.
  const passes = Number(needs[work].pairs) + Number(byPairs);
  const passed = passes * ((groups * (2 * strategies - (groups - 1) * sizes.group)) / 2);
  const again = (passed + (work === "correlate" ? strategies : 0) + (dual ? 2 * strategies : 0)) * column;
  const held = pairs ? timesHeld(table) * (sizes.group + sizes.unit) : 2 * sizes.unit;
  const holdBytes = Math.max(
    (held + 3 * sizes.block) * column,
    dual ? dualBytes(observations, strategies) : 0,
  );
  const cells = formatBytes(column * strategies);
  const inGroups = pairs
    ? ` ${countText(pairsOf(strategies))} pairs in ${countText(groups)} groups of ${countText(Math.min(strategies, sizes.group))} strategies that stay.`
    : "";
  const inFile = isRoom && !isQuick;
  const why = isQuick ? "straight from the dataset" : "for the disk has no room for a file of them";
  const from = inFile
    ? `Reads ${cells} of cells once, puts ${formatBytes(diskBytes)} into a file meanwhile and reads ${formatBytes(again)} of that`
    : `Reads ${formatBytes(again)} of cells, ${why}`;
  return plan(work, "in parts", table, {
    ...(inFile ? { diskBytes, againBytes: again } : { readBytes: again }),
    holdBytes,
    summary: `${from}; holds at most ${formatBytes(holdBytes)}.${inGroups}`,
  });
}
