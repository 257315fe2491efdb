/** Metrics of every strategy: a shard is a range of them, and reads no other. */
import { z } from "zod";
import { joinPanels, metricsOfPanel, metricsPanel } from "../../analysis/metrics/panels.ts";
import { type Panel, panelOf } from "../../analysis/view/table-memory.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { metricsFile } from "../../exporting/metrics-file.ts";
import { writeRunFolder } from "../../exporting/run-folder.ts";
import { checkedPart, processorSeconds, ranges, type ShardKind, usualShards, type WorkOf } from "./kind.ts";

const doesMetrics = z.object({ from: z.number().int(), to: z.number().int() });

/** Strategies that the cost is measured on. */
const measured = 512;

async function shardPanel(
  { dataset }: WorkOf<"metrics">,
  { datasets }: ServiceContext,
  { from, to }: z.infer<typeof doesMetrics>,
): Promise<Panel> {
  return panelOf(await datasets.manifest(dataset), await datasets.strategies(dataset), from, to);
}

async function secondsOfOne(request: WorkOf<"metrics">, context: ServiceContext, call: CallContext) {
  const panel = await shardPanel(request, context, { from: 0, to: measured });
  const once = () => metricsOfPanel(request, panel, context, call);
  // What a process does first is no part of it.
  await once();
  return (await processorSeconds(once)) / Math.max(1, panel.strategies.length);
}

export const metricsKind: ShardKind<"metrics"> = {
  async cut(request, context, count, call) {
    const { observations, strategies } = await context.datasets.manifest(request.dataset);
    const each = await secondsOfOne(request, context, call);
    return {
      backend: await context.engine.backendFor(observations * strategies, "passes"),
      resolved: { observations, strategies },
      shards: ranges(strategies, count ?? usualShards(each * strategies)).map((does) => ({
        expectedSeconds: each * (does.to - does.from),
        does,
      })),
    };
  },

  async run(request, does, { context }, call) {
    const panel = await shardPanel(request, context, doesMetrics.parse(does));
    const part = await metricsOfPanel(request, panel, context, call);
    return { backend: part.backend, part };
  },

  async merge(request, parts, { context, out }) {
    const result = joinPanels(request, checkedPart(z.array(metricsPanel), parts));
    const files = new Map<string, string | Uint8Array>();
    const formulasAsText = context.settings.get("export.formulas_as_text");
    const columns = result.metrics.map((name, m) => ({
      name,
      values: result.values[m] ?? new Float64Array(),
    }));
    const isLegacyLayout = !request.metrics && result.basis.profile === "legacy";
    for (const name of ["metrics.parquet", "metrics.csv"])
      files.set(name, await metricsFile(name, { ...result, columns }, { isLegacyLayout, formulasAsText }));
    await writeRunFolder(out, files);
    return { files: [...files.keys()], result };
  },
};
