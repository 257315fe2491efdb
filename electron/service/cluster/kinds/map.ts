/**
 * The map of all correlations: a shard is a range of the pass's tiles in the map's order. Its blocks are sums of whole numbers,
 * and bounds.
 */
import { z } from "zod";
import { arrays } from "../../../contract/arrays.ts";
import { Problem } from "../../../contract/problem.ts";
import { keptOrder, type MapOrder, orderDigest } from "../../analysis/correlation/order.ts";
import { startOfBlocks } from "../../analysis/correlation/piece-passes.ts";
import { nothing } from "../../analysis/correlation/pieces.ts";
import { viewWeights } from "../../analysis/correlation/weights.ts";
import { inMemory } from "../../analysis/correlation/whole-columns.ts";
import { pinVersion } from "../../analysis/view/kept.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { CorrelationReduced } from "../../engine/addon/figures.ts";
import { metricsFile } from "../../exporting/metrics-file.ts";
import { pythonFloat } from "../../exporting/python-text.ts";
import { writeRunFolder } from "../../exporting/run-folder.ts";
import { lastOf } from "../turns.ts";
import {
  checkedPart,
  processorSeconds,
  type ResultOfKind,
  ranges,
  type ShardKind,
  tilesToMeasure,
  usualShards,
  type WorkOf,
} from "./kind.ts";

/** Tiles, and the order that they are in. */
const doesTiles = z.object({ from: z.number().int(), to: z.number().int(), order: z.string() });

/** What the blocks of some tiles come to. */
const mapPart = z.object({
  units: z.instanceof(BigInt64Array),
  least: arrays.float64,
  largest: arrays.float64,
});
type MapPart = z.infer<typeof mapPart>;

interface OpenMap {
  readonly ordered: MapOrder;
  readonly backend: string;
  readonly blockSize: number;
  readonly side: number;
  /** Adds the blocks of tiles `from` .. `to` - 1 to a part; none where `from` lies behind the last. */
  pass(part: MapPart, from: number, to: number): Promise<CorrelationReduced>;
}

/** The view of the request on the processor, no other backend has parts of a map, and its order. */
async function onProcessor<Result>(
  request: WorkOf<"map">,
  context: ServiceContext,
  call: CallContext,
  work: (map: OpenMap) => Promise<Result>,
): Promise<Result> {
  const pinned = await pinVersion(request, context);
  return withView(
    pinned,
    context,
    call,
    async (opened) => {
      const { view, session } = opened;
      const { strategies } = view.matrix;
      const ordered = await keptOrder(pinned, context, call, (use) =>
        use(inMemory(opened, {}, context, call)),
      );
      const { weights } = viewWeights(view, request.weighting);
      const blockSize = Math.max(1, Math.ceil(strategies / request.blocks));
      const asked = { ...nothing, order: ordered.order, blockSize, weights };
      return work({
        ordered,
        backend: session.backend,
        blockSize,
        side: Math.ceil(strategies / blockSize),
        pass: (part, from, to) => {
          const units = () => new BigInt64Array(strategies);
          const sums = { signedUnits: units(), absUnits: units() };
          const blocks = { ...part, firstPlace: 0, behindPlace: 0 };
          return session.correlationReduce(
            { ...asked, part: { first: from, count: to - from, ...sums, blocks } },
            call,
          );
        },
      });
    },
    "small-batches",
    ["correlation"],
  );
}

/** Behind the last tile of any table. */
const behind = Number.MAX_SAFE_INTEGER - 1;

export const mapKind: ShardKind<"map"> = {
  cut: (request, context, count, call) =>
    onProcessor(request, context, call, async ({ ordered, backend, blockSize, side, pass }) => {
      const noTile = () => pass(startOfBlocks(side), behind, behind + 1);
      const { tiles } = await noTile();
      const some = tilesToMeasure(tiles);
      // Before its first tile a pass lays out the whole table.
      const first = await processorSeconds(noTile);
      const seconds = await processorSeconds(() => pass(startOfBlocks(side), 0, some));
      const each = Math.max(0, seconds - first) / Math.max(1, some);
      const order = orderDigest(ordered);
      return {
        backend,
        resolved: { strategies: ordered.strategies.length, tiles, blockSize, side, order },
        shards: ranges(tiles, count ?? usualShards(each * tiles)).map(({ from, to }) => ({
          expectedSeconds: first + each * (to - from),
          does: { from, to, order },
        })),
      };
    }),

  run: (request, does, { context, turn }, call) =>
    onProcessor(request, context, call, async ({ ordered, backend, side, pass }) => {
      const { from, to, order } = doesTiles.parse(does);
      if (orderDigest(ordered) !== order)
        throw new Problem(
          "bad-input",
          "The strategies come in another order here than where the work was cut.",
          {
            remedy: "Run all shards on machines of one kind, with one version of Tessera.",
          },
        );
      const part = startOfBlocks(side);
      await lastOf(turn, () => pass(part, from, to));
      return { backend, part };
    }),

  merge: (request, parts, { context, out }, call) =>
    onProcessor(request, context, call, async ({ ordered, blockSize, side, pass }) => {
      const all = startOfBlocks(side);
      for (const part of checkedPart(z.array(mapPart), parts)) addTo(all, part);
      // No pair is looked at again: the sums become means.
      const { blockMean, blockMin, blockMax } = await pass(all, behind, behind + 1);
      const { order, cluster, clusters, strategies } = ordered;
      const map = { blockSize, side, mean: blockMean, min: blockMin, max: blockMax };
      const result = { strategies: [...strategies], order, cluster, clusters, ...map, kept: null };
      const files = await filesOf(result, context.settings.get("export.formulas_as_text"));
      await writeRunFolder(out, files);
      return { files: [...files.keys()], result };
    }),
};

function addTo(all: MapPart, more: MapPart): void {
  for (let k = 0; k < all.units.length; k += 1) {
    all.units[k] = (all.units[k] as bigint) + (more.units[k] ?? 0n);
    all.least[k] = Math.min(all.least[k] as number, more.least[k] ?? 1);
    all.largest[k] = Math.max(all.largest[k] as number, more.largest[k] ?? -1);
  }
}

/** Cluster and place of every strategy, and the blocks on and above the diagonal. */
async function filesOf(found: ResultOfKind<"map">, formulasAsText: boolean) {
  const { strategies, order, cluster, side, mean, min, max } = found;
  const place = new Float64Array(order.length);
  order.forEach((strategy, at) => {
    place[strategy] = at;
  });
  const columns = [
    { name: "cluster", values: Float64Array.from(cluster) },
    { name: "place", values: place },
  ];
  const table = { strategies, columns, provenance: [] };
  const blocks = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side - row }, (__, k) => {
      const at = row * side + row + k;
      const values = [mean, min, max].map((of) => pythonFloat(of[at] ?? 0));
      return `${row},${row + k},${values.join(",")}\n`;
    }).join(""),
  );
  return new Map<string, string | Uint8Array>([
    ["map_order.csv", await metricsFile("map_order.csv", table, { isLegacyLayout: false, formulasAsText })],
    ["map_blocks.csv", `row,column,mean,min,max\n${blocks.join("")}`],
  ]);
}
