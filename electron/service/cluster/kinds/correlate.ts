/**
 * Correlation of all pairs: a shard is a range of the pass's tiles, which hold about as many pairs each; of a table that does
 * not fit in memory, of its panels.
 */
import { z } from "zod";
import { csvName } from "../../../contract/text.ts";
import { joinPasses, type PassPart, passOfTiles, tilesOf } from "../../analysis/correlation/parts.ts";
import { summaryOf, summaryPass } from "../../analysis/correlation/summary.ts";
import { viewWeights } from "../../analysis/correlation/weights.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { onPairs } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { metricsFile } from "../../exporting/metrics-file.ts";
import { pythonFloat } from "../../exporting/python-text.ts";
import { writeRunFolder } from "../../exporting/run-folder.ts";
import { lastOf } from "../turns.ts";
import { cutPanels, doesPanels, mergePanels, runPanels } from "./correlate-panels.ts";
import { cutUnread, joinedUnread, tilesPart, wholeTableOf } from "./correlate-unread.ts";
import {
  checkedPart,
  type ResultOfKind,
  ranges,
  refuseBackend,
  type ShardKind,
  secondsOn,
  tilesToMeasure,
  usualShards,
  type WorkOf,
} from "./kind.ts";

const doesTiles = z.object({ from: z.number().int(), to: z.number().int() });

/** The view of the request where the pass over all its pairs is done. */
function opened<Result>(
  request: WorkOf<"correlate">,
  context: ServiceContext,
  call: CallContext,
  work: (on: OpenedView & { readonly pass: ReturnType<typeof passOf> }) => Promise<Result>,
): Promise<Result> {
  return onPairs(request, context, call, (on) => work({ ...on, pass: passOf(request, context, on.view) }));
}

const passOf = (request: WorkOf<"correlate">, { settings }: ServiceContext, view: OpenedView["view"]) => ({
  ...summaryPass(request, settings),
  weights: viewWeights(view, request.weighting).weights,
});

export const correlateKind: ShardKind<"correlate"> = {
  cut: async (request, context, count, call) =>
    (await cutPanels(request, context, count, call)) ??
    (await cutUnread(request, context, count, call)) ??
    opened(request, context, call, async ({ view, session, pass }) => {
      const tiles = await tilesOf(session, call);
      const some = tilesToMeasure(tiles);
      // Before its first tile a pass lays out the whole table.
      const once = (measured: () => Promise<unknown>) => secondsOn(session.backend, measured);
      const first = await once(() => tilesOf(session, call));
      const seconds = await once(() => passOfTiles(session, pass, { from: 0, to: some }, call));
      const each = Math.max(0, seconds - first) / Math.max(1, some);
      const { observations, strategies } = view.matrix;
      return {
        backend: session.backend,
        resolved: { observations, strategies, tiles, ...pass, weights: undefined },
        shards: ranges(tiles, count ?? usualShards(each * tiles)).map((does) => ({
          expectedSeconds: first + each * (does.to - does.from),
          does,
        })),
      };
    }),

  run: async (request, does, { context, turn }, call) => {
    const panels = doesPanels.safeParse(does);
    if (panels.success) return runPanels(request, panels.data, context, call);
    const tiles = doesTiles.parse(does);
    return opened(request, context, call, async ({ view, session, pass }) => {
      const { part, ofColumns } = await lastOf(turn, () => passOfTiles(session, pass, tiles, call));
      const whole = tiles.from === 0 ? wholeTableOf({ view }, request, ofColumns) : undefined;
      return { backend: session.backend, part: whole ? { ...part, whole } : part };
    });
  },

  async merge(request, parts, { context, backend, out }, call) {
    const checked = checkedPart(z.array(tilesPart), parts);
    const found =
      (await mergePanels(request, checked, context, call)) ??
      (await joinedUnread(request, checked, { context, backend }, call)) ??
      (await joined(request, checked, { context, backend }, call));
    const result = { ...found, kept: null };
    const files = await filesOf(result, context.settings.get("export.formulas_as_text"));
    await writeRunFolder(out, files);
    return { files: [...files.keys()], result };
  },
};

const joined = (
  request: WorkOf<"correlate">,
  parts: readonly PassPart[],
  { context, backend }: { readonly context: ServiceContext; readonly backend: string },
  call: CallContext,
) =>
  opened(request, context, call, async ({ view, session, pass }) => {
    refuseBackend(backend, session.backend);
    return summaryOf(view, request, pass, await joinPasses(session, pass, parts, call));
  });

/** Figures of the strategies, and the pairs that are listed. */
async function filesOf(result: ResultOfKind<"correlate">, formulasAsText: boolean) {
  const { strategies } = result;
  const columns = [
    { name: "mean_rho", values: result.strategyMeanRho },
    { name: "mean_abs_rho", values: result.strategyMeanAbsRho },
    { name: "max_abs_rho", values: result.strategyMaxAbsRho },
  ];
  const files = new Map<string, string | Uint8Array>();
  for (const name of ["correlation.csv", "correlation.parquet"])
    files.set(
      name,
      await metricsFile(
        name,
        { strategies, columns, provenance: [] },
        { isLegacyLayout: false, formulasAsText },
      ),
    );
  for (const [name, { a, b, rho }] of [
    ["top_pairs.csv", result.top],
    ["threshold_pairs.csv", result.thresholdPairs],
  ] as const) {
    if (rho.length === 0) continue;
    const named = (index: number | undefined) => csvName(strategies[index ?? 0] ?? "", formulasAsText);
    const lines = Array.from(rho, (value, k) => `${named(a[k])},${named(b[k])},${pythonFloat(value)}`);
    files.set(name, `strategy,other,rho\n${lines.join("\n")}\n`);
  }
  return files;
}
