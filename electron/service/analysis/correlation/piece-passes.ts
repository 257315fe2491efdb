/**
 * What is made of a table that does not fit in memory beside the summary: blocks of the map, and the pairs that are nearly the
 * same.
 */
import type { CallContext } from "../../context.ts";
import type {
  CorrelationBlocks,
  CorrelationReduced,
  CorrelationReduceRequest,
  NativePairs,
} from "../../engine/addon/figures.ts";
import type { PieceSizes } from "../view/table-memory.ts";
import { noUnits } from "./parts.ts";
import type { PieceTable } from "./piece-table.ts";
import {
  detailOf,
  nothing,
  overPairs,
  type PassColumns,
  type PassContext,
  pairsOf,
  type Ranges,
  reducePiece,
  roomFor,
  tellPairs,
} from "./pieces.ts";

/** Passes of pieces, one after the other, of which sums of a strategy's pairs are not wanted. */
class Passes {
  readonly #table: PieceTable;
  readonly #context: PassContext;
  readonly #call: CallContext;
  #pairs = 0;

  constructor(table: PieceTable, context: PassContext, call: CallContext) {
    this.#table = table;
    this.#context = context;
    this.#call = call;
  }

  run(
    columns: PassColumns,
    of: Ranges,
    request: Omit<CorrelationReduceRequest, "part" | "weights">,
    blocks?: CorrelationBlocks,
  ): Promise<CorrelationReduced> {
    const { count, weights } = this.#table;
    const part = {
      first: 0,
      count: Number.MAX_SAFE_INTEGER,
      ...noUnits(columns.strategies),
      piece: { whole: count, split: splitOf(of), sums: new Float64Array(2) },
      ...(blocks ? { blocks } : {}),
    };
    return reducePiece(columns, { ...request, weights, part }, this.#context, this.#call);
  }

  done(columns: PassColumns, of: Ranges): void {
    this.#pairs += pairsOf(columns, splitOf(of));
    tellPairs(this.#call, this.#pairs, this.#table.count, detailOf(columns, splitOf(of)));
  }
}

/** Blocks of which no pair was looked at. */
export const startOfBlocks = (side: number) => ({
  units: new BigInt64Array(side * side),
  least: new Float64Array(side * side).fill(1),
  largest: new Float64Array(side * side).fill(-1),
});

const splitOf = ([first, second]: Ranges): number => (second ? first.to - first.from : 0);

export type MapBlocks = Pick<CorrelationReduced, "blockMean" | "blockMin" | "blockMax">;

/** Blocks of the map of a table whose strategies come in the map's order. */
export async function blocksByPieces(
  table: PieceTable,
  blockSize: number,
  sizes: PieceSizes,
  context: PassContext,
  call: CallContext,
): Promise<MapBlocks> {
  const side = Math.ceil(table.count / blockSize);
  const so = startOfBlocks(side);
  const passes = new Passes(table, context, call);
  const room = roomFor(table, sizes.group + sizes.unit, context, call);
  const none: MapBlocks["blockMean"] = new Float32Array();
  let found: MapBlocks = { blockMean: none, blockMin: none, blockMax: none };
  await overPairs(table, sizes, room, async (columns, of) => {
    const [first, second] = of;
    const blocks = { ...so, firstPlace: first.from, behindPlace: second?.from ?? 0 };
    const { blockMean, blockMin, blockMax } = await passes.run(
      columns,
      of,
      { ...nothing, blockSize },
      blocks,
    );
    found = { blockMean, blockMin, blockMax };
    passes.done(columns, of);
  });
  return found;
}

/** Pairs that one piece lists at first; it is looked at again where it has more. */
const firstCapacity = 1_000_000;

/**
 * All pairs at or over the threshold, of both signs, by the strategies' places in the view; `most` is told of more and may
 * throw.
 */
export async function pairsByPieces(
  table: PieceTable,
  threshold: number,
  most: (pairs: number) => void,
  sizes: PieceSizes,
  context: PassContext,
  call: CallContext,
): Promise<NativePairs[]> {
  const passes = new Passes(table, context, call);
  const room = roomFor(table, sizes.group + sizes.unit, context, call);
  const lists: NativePairs[] = [];
  let listed = 0;
  await overPairs(table, sizes, room, async (columns, of) => {
    const pass = (thresholdCapacity: number) =>
      passes.run(columns, of, { ...nothing, threshold, thresholdCapacity });
    let found = await pass(firstCapacity);
    listed += found.thresholdCount;
    most(listed);
    if (found.thresholdCount > firstCapacity) found = await pass(found.thresholdCount);
    const places = of.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k));
    const placed = (list: Uint32Array) => list.map((k) => places[k] ?? 0);
    const { a, b, rho } = found.threshold;
    lists.push({ a: placed(a), b: placed(b), rho });
    passes.done(columns, of);
  });
  return lists;
}
