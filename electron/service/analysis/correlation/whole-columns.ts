/**
 * All columns of a view for what rests on every one of them: open on the engine where they fit in memory, else read piece by
 * piece.
 */

import { join } from "node:path";
import type { CorrelationWeighting, PairMethod } from "../../../contract/correlation.ts";
import type { CellQuality } from "../../../contract/metric-basis.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { withScratch } from "../../datasets/store/temporary.ts";
import { memoryLimitTexts } from "../../engine/memory-limits.ts";
import type { EngineSession } from "../../engine/session.ts";
import { type CellBlock, cellBlock, firstOf } from "../../pnl-matrix.ts";
import { inTurns } from "../../turns.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { namesOf } from "../view/members.ts";
import { type PieceSizes, piecesOf } from "../view/table-memory.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { onPairs } from "../view/with-view.ts";
import { type ColumnFile, hasRoom, readColumns, writeColumns } from "./column-file.ts";
import { blocksOf, type ColumnBlocks, standardisedColumns, standardisedInSteps } from "./columns.ts";
import { dualOf } from "./dual.ts";
import { blocksByPieces, type MapBlocks } from "./piece-passes.ts";
import { type PieceTable, pieceTable } from "./piece-table.ts";
import { nothing, strip } from "./pieces.ts";
import type { TableDual } from "./spectrum.ts";
import { viewWeights } from "./weights.ts";

export interface WholeColumns {
  /** Names of the view's strategies. */
  readonly strategies: readonly string[];
  readonly cells: CellQuality;
  /** Standardised as if all rows counted alike. */
  columns(): Promise<ColumnBlocks>;
  /** Computed once for all that rests on it: structure, order, map. */
  dual(): Promise<TableDual>;
  /** What rests on this view alone and is asked for again, by a key. */
  once<Value>(key: string, compute: () => Promise<Value>): Promise<Value>;
  /** Blocks of the map with the strategies in this order. */
  map(order: Uint32Array, blockSize: number): Promise<MapBlocks>;
}

/** Opens the columns, the first time where they are not yet, and runs `use` with them. */
export type OpenWhole = <Result>(use: (columns: WholeColumns) => Promise<Result>) => Promise<Result>;

type Asked = ViewRequest & {
  readonly version: number;
  readonly pairMethod?: PairMethod;
  readonly weighting?: CorrelationWeighting | undefined;
};

/** Runs `work` with a way to the columns; they are read when it is gone first. */
export async function withWholeColumns<Result>(
  request: Asked,
  context: ServiceContext,
  call: CallContext,
  work: (open: OpenWhole) => Promise<Result>,
): Promise<Result> {
  const sizes = await piecesOf(request, strip, context);
  if (!sizes)
    return work((use) =>
      onPairs(request, context, call, (opened) => use(inMemory(opened, request, context, call))),
    );
  return withColumnsInFile(request, sizes, context, call, work);
}

/** What a view that is open has of this. */
export function inMemory(
  { view, session }: OpenedView,
  { weighting }: Pick<Asked, "weighting">,
  context: ServiceContext,
  call: CallContext,
): WholeColumns {
  const once = <Value>(key: string, compute: () => Promise<Value>) =>
    context.views.derived(view, key, compute);
  const columns = () =>
    once("columns", async () =>
      blocksOf(await inTurns(standardisedInSteps(view.correlationSource ?? view.matrix))),
    );
  return {
    strategies: namesOf(view),
    cells: cellQualityOf(view),
    columns,
    dual: () => once("dual", async () => dualOf(await columns(), context, call)),
    once,
    map: (order, size) => {
      const { weights } = viewWeights(view, weighting);
      return session.correlationReduce({ ...nothing, order, blockSize: size, weights }, call);
    },
  };
}

async function withColumnsInFile<Result>(
  request: Asked,
  sizes: PieceSizes,
  context: ServiceContext,
  call: CallContext,
  work: (open: OpenWhole) => Promise<Result>,
): Promise<Result> {
  const known = new Map<string, Promise<unknown>>();
  const once = <Value>(key: string, compute: () => Promise<Value>) => {
    const value = (known.get(key) as Promise<Value> | undefined) ?? compute();
    known.set(key, value);
    return value;
  };
  return withFile(request, sizes, context, call, (filed) =>
    work(async (use) => use(ofFile(await filed(), sizes, once, context, call))),
  );
}

/** Runs `work` with a way to the file of a view's columns, which is written when it is gone first and removed in the end. */
async function withFile<Result>(
  request: Asked,
  sizes: PieceSizes,
  context: ServiceContext,
  call: CallContext,
  work: (filed: () => Promise<FiledTable>) => Promise<Result>,
): Promise<Result> {
  return withScratch(storeOf(context), async (folder) => {
    let made: Promise<FiledTable> | undefined;
    const make = async () => {
      const table = await pieceTable(request, sizes.block, context, call);
      return { table, file: await writeColumns(await folder(), table, sizes.unit, call) };
    };
    try {
      return await work(() => (made ??= make()));
    } finally {
      await made?.then(({ file }) => file.close()).catch(() => undefined);
    }
  });
}

const storeOf = ({ home }: Pick<ServiceContext, "home">) => join(home, "datasets");

/**
 * Runs `work` with a view in pieces, in its own order: out of the dataset again and again where that is quick, or where the
 * disk has no room for such a file, else out of one.
 */
export async function withPieces<Result>(
  request: Asked,
  sizes: PieceSizes,
  context: ServiceContext,
  call: CallContext,
  work: (table: PieceTable) => Promise<Result>,
): Promise<Result> {
  const table = await pieceTable(request, sizes.block, context, call);
  if (table.isQuick || !(await hasRoom(storeOf(context), table))) return work(table);
  return withFile(request, sizes, context, call, async (filed) => {
    const found = await filed();
    return work(inOrder(found, counted(0, found.table.count), sizes.block));
  });
}

interface FiledTable {
  readonly table: PieceTable;
  readonly file: ColumnFile;
}

function ofFile(
  { table, file }: FiledTable,
  sizes: PieceSizes,
  once: WholeColumns["once"],
  context: ServiceContext,
  call: CallContext,
): WholeColumns {
  const blocks: ColumnBlocks = {
    observations: table.rows,
    strategies: table.count,
    block: async (from, count) => {
      stopIfCancelled(call);
      return standardisedColumns(await readColumns(file, counted(from, count), table.rows));
    },
  };
  return {
    strategies: table.strategies,
    cells: file.cells,
    columns: async () => blocks,
    dual: () => once("dual", () => dualOf(blocks, context, call, beside(table, sizes))),
    once,
    map: (order, size) =>
      blocksByPieces(inOrder({ table, file }, order, sizes.block), size, sizes, context, call),
  };
}

/** Pieces that are held twice, and leave the memory of all correlations alone. */
function beside({ count, rows, isComplete }: PieceTable, sizes: PieceSizes) {
  const room =
    (isComplete ? sizes.unit + sizes.group : 3 * (sizes.unit + sizes.group)) - (count * count) / rows;
  const held = Math.floor(room / 2 / strip);
  const unit = Math.max(1, Math.floor(held / 3));
  return { unit: unit * strip, group: Math.max(1, held - unit) * strip };
}

const counted = (from: number, count: number) => Uint32Array.from({ length: count }, (_, k) => from + k);

/** The table read from its file, with its strategies in this order. */
function inOrder({ table, file }: FiledTable, order: Uint32Array, block: number): PieceTable {
  const cellsOf = (from: number) => (from === 0 ? file.cells : { ...file.cells, missingCells: 0 });
  let room: CellBlock | undefined;
  return {
    ...table,
    read: async (from, to, into, at) => {
      await file.read(order.subarray(from, to), into, at);
      return cellsOf(from);
    },
    pass: async (from, to, visit) => {
      room ??= cellBlock(table.rows, Math.min(block, table.count));
      for (let first = from; first < to; first += block) {
        const end = Math.min(to, first + block);
        await file.read(order.subarray(first, end), room, 0);
        await visit(firstOf(room, end - first), first - from);
      }
      return cellsOf(from);
    },
  };
}

/**
 * Runs `work` with the strategies at these places of a view, read without the others and open on the engine; `at` finds a place
 * among them.
 */
export async function withPlaces<Result>(
  request: Asked,
  places: readonly Uint32Array[],
  sizes: PieceSizes,
  context: ServiceContext,
  call: CallContext,
  work: (
    session: EngineSession,
    at: (place: number) => number,
    weights: Float64Array | undefined,
  ) => Promise<Result>,
): Promise<Result> {
  const some = Uint32Array.from(new Set(places.flatMap((list) => [...list]))).sort();
  if (some.length > sizes.group) {
    const text = `${countOf(some.length, "strategy")} of a table that does not fit in memory are too many to look at at once.`;
    throw new Problem("out-of-memory", text, { remedy: "Look at a smaller part of the map." });
  }
  const table = await pieceTable(request, sizes.block, context, call);
  const matrix = await table.columns(some);
  const memory = memoryLimitTexts(["correlation"], context.settings);
  const session = await context.engine.open(matrix, { memory });
  const found = new Map(Array.from(some, (place, at) => [place, at]));
  try {
    return await work(session, (place) => found.get(place) ?? 0, table.weights);
  } finally {
    session.close();
  }
}
