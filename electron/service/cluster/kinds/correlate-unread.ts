/**
 * What plan and merge of a correlation need of the table, without its cells: reading them takes as long as a tenth of the pass
 * of tens of thousands of strategies.
 */
import { z } from "zod";
import { arrays } from "../../../contract/arrays.ts";
import { cellQuality } from "../../../contract/metric-basis.ts";
import { joinPasses, passOfTiles, passPart, tilesOf } from "../../analysis/correlation/parts.ts";
import { summaryFrom, summaryPass } from "../../analysis/correlation/summary.ts";
import { viewWeights } from "../../analysis/correlation/weights.ts";
import { cellQualityOf, countMissing } from "../../analysis/view/cell-quality.ts";
import { namesOf } from "../../analysis/view/members.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { EngineSession } from "../../engine/session.ts";
import { type Cut, ranges, refuseBackend, secondsOn, usualShards, type WorkOf } from "./kind.ts";

/** What the shard with the first tile says of the table; only where no cell is missing, which takes the sums of all tiles. */
const wholeTable = z.object({
  strategies: z.array(z.string()),
  /** Rows of the table, and those of them that count. */
  rows: z.number(),
  observations: z.number(),
  cells: cellQuality,
  /** Figures of columns that no tile is needed for. */
  meanRho: arrays.float64,
  sumRho: z.number(),
});
type WholeTable = z.infer<typeof wholeTable>;

export const tilesPart = passPart.extend({ whole: wholeTable.optional() });
type TilesPart = z.infer<typeof tilesPart>;

/** Undefined: its merge has to read the table. */
export function wholeTableOf(
  { view }: Pick<OpenedView, "view">,
  { weighting }: WorkOf<"correlate">,
  { meanRho, sumRho }: Pick<WholeTable, "meanRho" | "sumRho">,
): WholeTable | undefined {
  if (countMissing((view.correlationSource ?? view.matrix).rows) > 0) return undefined;
  const { observations } = viewWeights(view, weighting);
  const rows = view.matrix.observations;
  return { strategies: namesOf(view), rows, observations, cells: cellQualityOf(view), meanRho, sumRho };
}

interface Shape {
  readonly observations: number;
  readonly strategies: number;
}

/** Works on a table of this shape with other cells, where `whole` is computed. */
async function withStandIn<Result>(
  { observations, strategies }: Shape,
  whole: Shape,
  { engine }: Pick<ServiceContext, "engine">,
  work: (session: EngineSession) => Promise<Result>,
): Promise<Result> {
  const rows = Array.from({ length: observations }, (_, t) => {
    const row = new Float64Array(strategies);
    for (let s = 0; s < strategies; s += 1) row[s] = ((t + 1) * (s * 7919 + 104_729)) % 65_537;
    return row;
  });
  const cellsOfWhole = whole.observations * whole.strategies;
  const session = await engine.open({ observations, strategies, rows }, { cellsOfWhole });
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

/** Strategies that the cost is measured on: some hundreds of tiles, whole strips of 192 as of 128 strategies. */
const wide = 4608;

/** Tiles of so many strategies, where `wide` have `measured`: those on and above the diagonal of a square of whole strips. */
function tilesOfAll(strategies: number, measured: number): number {
  const stripsOfWide = (Math.sqrt(8 * measured + 1) - 1) / 2;
  const strips = Math.ceil((strategies * stripsOfWide) / wide);
  return (strips * (strips + 1)) / 2;
}

/**
 * The cut of a table whose view has all its rows and strategies and misses no cell: its tiles take what those of any other
 * cells take. Undefined: another table, or one that is read as fast.
 */
export async function cutUnread(
  request: WorkOf<"correlate">,
  context: ServiceContext,
  count: number | undefined,
  call: CallContext,
): Promise<Cut | undefined> {
  const { from, to, minConfidence, confidenceWeighted, transition, excludeConstant, weighting } = request;
  const changes = [from, to, minConfidence, confidenceWeighted, transition, excludeConstant, weighting];
  const { regimes = [], rows, pairMethod } = request;
  if (changes.some(Boolean) || regimes.length > 0) return undefined;
  if (rows.kind !== "observations" || pairMethod === "downside") return undefined;
  const whole = await context.datasets.manifest(request.dataset, request.version);
  const { observations, strategies, missingCells } = whole;
  if (missingCells > 0 || strategies <= wide) return undefined;
  return withStandIn({ observations, strategies: wide }, whole, context, async (session) => {
    const pass = { ...summaryPass(request, context.settings), weights: undefined };
    const measured = await tilesOf(session, call);
    const once = (work: () => Promise<unknown>) => secondsOn(session.backend, work);
    // Before its first tile a pass lays out the whole table.
    const layout = await once(() => tilesOf(session, call));
    const seconds = await once(() => passOfTiles(session, pass, { from: 0, to: measured }, call));
    const each = Math.max(0, seconds - layout) / measured;
    const tiles = tilesOfAll(strategies, measured);
    return {
      backend: session.backend,
      resolved: { observations, strategies, tiles, ...pass, weights: undefined },
      shards: ranges(tiles, count ?? usualShards(each * tiles)).map((does) => ({
        expectedSeconds: (layout * strategies) / wide + each * (does.to - does.from),
        does,
      })),
    };
  });
}

/** The whole out of all parts, of which one says what the table is; undefined: none does. */
export async function joinedUnread(
  request: WorkOf<"correlate">,
  parts: readonly TilesPart[],
  { context, backend }: { readonly context: ServiceContext; readonly backend: string },
  call: CallContext,
) {
  const whole = parts.find((part) => part.whole)?.whole;
  if (!whole) return undefined;
  const { strategies, rows, meanRho, sumRho } = whole;
  const pass = summaryPass(request, context.settings);
  // Sums of |rho| become means whatever the cells are.
  const count = strategies.length;
  const shapes = [
    { observations: 2, strategies: count },
    { observations: rows, strategies: count },
  ] as const;
  const joined = await withStandIn(...shapes, context, (session) => {
    refuseBackend(backend, session.backend);
    return joinPasses(session, { ...pass, weights: undefined }, parts, call);
  });
  return summaryFrom(whole, pass, { ...joined, meanRho, sumRho });
}
