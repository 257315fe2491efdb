/** A view that does not fit in memory, read by ranges of its strategies in the view's own order. */
import type { CorrelationWeighting, PairMethod } from "../../../contract/correlation.ts";
import type { CellQuality } from "../../../contract/metric-basis.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { allPlaces, type CellBlock, cellBlock, firstOf, type PnlMatrix, sliceOf } from "../../pnl-matrix.ts";
import { buildView } from "../view/build-view.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { variesAtAll } from "../view/columns.ts";
import { keptOrComputed } from "../view/kept.ts";
import { type PartsAhead, partsAhead } from "../view/read-ahead.ts";
import { refuseLarger } from "../view/table-memory.ts";
import { forPairMethod, readerOf, viewOf } from "../view/with-view.ts";
import { viewWeights } from "./weights.ts";

export interface PieceTable {
  /** Strategies of the view. */
  readonly count: number;
  /** Observations that correlations are taken from. */
  readonly rows: number;
  /** One for each of these; undefined: all alike. */
  readonly weights: Float64Array | undefined;
  /** Names of the strategies, and observations that count. */
  readonly strategies: string[];
  readonly observations: number;
  /** Whether reading strategies that lie side by side takes no longer than from a file of their columns. */
  readonly isQuick: boolean;
  /**
   * Puts the cells of strategies `from` .. `to` - 1 of the view, of the rows that correlations are taken from, into the columns
   * from `at` on. Comes to what figures of these strategies rest on: pieces that are all of the table make up its own.
   */
  read(from: number, to: number, into: CellBlock, at: number): Promise<CellQuality>;
  /** Whether no cell of the view is missing for sure. */
  readonly isComplete: boolean;
  /**
   * The same cells, matrix after matrix where they were read to, each of the strategies from `at` after the first on; they are
   * gone when the next one is asked for.
   */
  pass(
    from: number,
    to: number,
    visit: (matrix: PnlMatrix, at: number) => Promise<void>,
  ): Promise<CellQuality>;
  /** The strategies at these places of the view alone, ascending. */
  columns(places: Uint32Array): Promise<PnlMatrix>;
}

type Asked = ViewRequest & {
  readonly version: number;
  readonly pairMethod?: PairMethod;
  readonly weighting?: CorrelationWeighting | undefined;
};

/** Reads `block` strategies at a time, and keeps the last of them; the next ones are read meanwhile. */
export async function pieceTable(
  request: Asked,
  block: number,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings" | "version">,
  call: CallContext,
): Promise<PieceTable> {
  const { pairMethod = "pearson" } = request;
  if (pairMethod !== "pearson" && pairMethod !== "spearman")
    await refuseLarger(request, context, "Correlation on losing rows");
  const view = viewOf(request, context);
  const names = await context.datasets.strategies(request.dataset, request.version);
  const quiet = { ...call, progress: () => undefined };

  const reader = await readerOf(view, context);
  const { manifest, observations: stored } = reader;

  const built = (places: Uint32Array, matrix: PnlMatrix, excludeConstant = false) => {
    const strategies = Array.from(places, (place) => names[place] ?? "");
    const ultaSkipsFirst = view.ultaSkipsFirst && places[0] === 0;
    const dataset = { manifest, observations: stored, strategies, matrix };
    return buildView(dataset, { ...view, excludeConstant, ultaSkipsFirst });
  };
  async function open(places: Uint32Array, excludeConstant: boolean | undefined) {
    stopIfCancelled(call);
    const room = cellBlock(stored.length, places.length);
    await reader.read(places, room, 0, quiet);
    return built(places, firstOf(room, places.length), excludeConstant);
  }

  const compute = () => viewOrder(view, names.length, block, open, call);
  const { order, turned } = changesOrder(view)
    ? // Every tile of a map asks for it.
      await keptOrComputed("places", request, {}, context, compute)
    : { order: Uint32Array.from(names.keys()), turned: 0 };
  const one = forPairMethod(await open(order.subarray(0, 1), false), pairMethod);
  const { weights, observations } = viewWeights(one, request.weighting);
  const pairedOf = (part: ReturnType<typeof built>) => {
    const paired = forPairMethod(part, pairMethod);
    return { matrix: paired.correlationSource ?? paired.matrix, cells: cellQualityOf(part) };
  };
  const size = {
    count: Math.ceil(order.length / block),
    rows: stored.length,
    width: Math.min(block, order.length),
  };
  const blocks = partsAhead(size, async (place, room) => {
    stopIfCancelled(call);
    const places = order.subarray(place * block, (place + 1) * block);
    await reader.read(places, room, 0, quiet);
    return () => pairedOf(built(places, firstOf(room, places.length)));
  });
  return {
    count: order.length,
    rows: (one.correlationSource ?? one.matrix).observations,
    weights,
    isComplete: manifest.missingCells === 0 && view.rows.kind !== "weighted-zones",
    read: readOf(blocks, block),
    pass: passOf(blocks, block),
    async columns(places) {
      const own = places.map((at) => order[at] as number);
      return pairedOf(await open(own, false)).matrix;
    },
    strategies: Array.from(order, (place, at) =>
      at < order.length - turned ? (names[place] ?? "") : `${names[place] ?? ""}_inv`,
    ),
    observations,
    // Cut row groups would be decoded again for each of their parts.
    isQuick: reader.isNative && block % manifest.storage.rowGroupStrategies === 0,
  };
}

/** PieceTable.read out of blocks. */
function readOf(blocks: PartsAhead<Block>, block: number): PieceTable["read"] {
  const pass = passOf(blocks, block);
  return (from, to, into, at) =>
    pass(from, to, async ({ rows }, begin) => {
      for (const [t, row] of rows.entries()) into.rows[t]?.set(row, at + begin);
    });
}

/** PieceTable.pass out of blocks. */
function passOf(blocks: PartsAhead<Block>, block: number): PieceTable["pass"] {
  return async (from, to, visit) => {
    let [missingCells, imputedCells] = [0, 0];
    for (let first = from - (from % block); first < to; first += block) {
      const { matrix, cells } = await blocks.at(first / block);
      const [begin, end] = [Math.max(from, first), Math.min(to, first + block)];
      await visit(sliceOf(matrix, begin - first, end - first), begin - from);
      imputedCells = cells.imputedCells;
      // Of a block that several pieces have a part of, the piece with its first strategy.
      if (begin === first) missingCells += cells.missingCells;
    }
    return { missingCells, imputedCells };
  };
}

interface Block {
  readonly matrix: PnlMatrix;
  readonly cells: CellQuality;
}

/** Whether a view has other strategies than the dataset, or has them in another order. */
const changesOrder = ({ ulta, excludeConstant }: ViewRequest): boolean =>
  (ulta?.kind ?? "off") !== "off" || excludeConstant === true;

type Opener = (
  places: Uint32Array,
  excludeConstant: boolean | undefined,
) => Promise<ReturnType<typeof buildView>>;

/** Places in the dataset of the view's strategies; the last `turned` are those that ULTA turned. */
async function viewOrder(
  { excludeConstant }: ViewRequest,
  count: number,
  block: number,
  open: Opener,
  call: CallContext,
): Promise<{ readonly order: Uint32Array; readonly turned: number }> {
  const all = allPlaces(count);
  const parts: { kept: number[]; turned: number[]; isConstant: boolean }[] = [];
  for (let from = 0; from < count; from += block) {
    call.progress({ stage: "Looking at the strategies", fraction: from / count });
    const { source, inversions, matrix } = await open(all.subarray(from, from + block), excludeConstant);
    const turned = new Set(inversions.map(({ index }) => index));
    const isTurned = (index: number) => turned.has(index);
    const places = (which: (index: number) => boolean) =>
      Array.from(source)
        .filter(which)
        .map((index) => from + index);
    parts.push({
      kept: places((index) => !isTurned(index)),
      turned: places(isTurned),
      isConstant: excludeConstant === true && !variesAtAll(matrix),
    });
  }
  const varying = parts.filter(({ isConstant }) => !isConstant);
  const chosen = varying.length > 0 ? varying : parts;
  const turned = chosen.flatMap((part) => part.turned);
  return {
    order: Uint32Array.from([...chosen.flatMap((part) => part.kept), ...turned]),
    turned: turned.length,
  };
}
