/**
 * What plan and merge of a correlation need of the table, without its cells: reading them takes as long as a tenth of the pass
 * of tens of thousands of strategies.
 */
import { z } from "zod";
import { arrays } from "../../../contract/arrays.ts";
import { cellQuality } from "../../../contract/metric-basis.ts";
import { joinPasses, passOfTiles, passPart, tilesOf } from "../../analysis/correlation/parts.ts";
import { strip } from "../../analysis/correlation/pieces.ts";
import { summaryFrom, summaryPass } from "../../analysis/correlation/summary.ts";
import { viewWeights } from "../../analysis/correlation/weights.ts";
import { cellQualityOf, countMissing } from "../../analysis/view/cell-quality.ts";
import { namesOf } from "../../analysis/view/members.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { EngineSession } from "../../engine/session.ts";
import { type Cut, processorSeconds, ranges, usualShards, type WorkOf } from "./kind.ts";

/** What the shard with the first tile says of the table; only where no cell is missing, which takes the sums of all tiles. */
const wholeTable = z.object({
  strategies: z.array(z.string()),
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
  return { strategies: namesOf(view), observations, cells: cellQualityOf(view), meanRho, sumRho };
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
  const rows = Array.from({ length: observations }, (_, t) =>
    Float64Array.from({ length: strategies }, (__, s) => Math.sin(1 + t * (0.37 + s * 0.61))),
  );
  const cellsOfWhole = whole.observations * whole.strategies;
  const session = await engine.open(
    { observations, strategies, rows },
    { work: "small-batches", cellsOfWhole },
  );
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

/** Strips of the table that the cost is measured on: some 300 tiles. */
const measuredStrips = 24;

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
  const wide = measuredStrips * strip;
  if (missingCells > 0 || strategies <= wide) return undefined;
  return withStandIn({ observations, strategies: wide }, whole, context, async (session) => {
    const pass = { ...summaryPass(request, context.settings), weights: undefined };
    const measured = await tilesOf(session, call);
    // Before its first tile a pass lays out the whole table.
    const layout = await processorSeconds(() => tilesOf(session, call));
    const seconds = await processorSeconds(() => passOfTiles(session, pass, { from: 0, to: measured }, call));
    const each = Math.max(0, seconds - layout) / measured;
    const strips = Math.ceil(strategies / strip);
    const tiles = (strips * (strips + 1)) / 2;
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
  context: ServiceContext,
  call: CallContext,
) {
  const whole = parts.find((part) => part.whole)?.whole;
  if (!whole) return undefined;
  const { strategies, meanRho, sumRho } = whole;
  const pass = summaryPass(request, context.settings);
  // Sums of |rho| become means whatever the cells are.
  const shape = { observations: 2, strategies: strategies.length };
  const joined = await withStandIn(shape, shape, context, (session) =>
    joinPasses(session, { ...pass, weights: undefined }, parts, call),
  );
  return summaryFrom(whole, pass, { ...joined, meanRho, sumRho });
}
