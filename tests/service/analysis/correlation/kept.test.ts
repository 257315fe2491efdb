import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  correlationMap,
  correlationStructure,
  correlationSummary,
  correlationTile,
} from "../../../../electron/contract/methods/correlation.ts";
import {
  datasetClearKept,
  datasetKept,
  datasetOptimize,
} from "../../../../electron/contract/methods/dataset.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import type { Service } from "../../../../electron/service/service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { writeSample } from "../../datasets/support/sample-dataset.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { noEngine } from "../support/analysis-context.ts";

const dates = Array.from({ length: 30 }, (_, t) => `2024-01-${String(t + 1).padStart(2, "0")}`);
const strategies = Array.from({ length: 60 }, (_, i) => `s${i}`);
const rows = dates.map((_, t) => strategies.map((_, i) => Math.sin(t * (1 + (i % 7))) + Math.cos(t * i)));

/** A new process's service over a data root, which counts the datasets that it reads. */
function serviceOn(home: string, ...overrides: string[]): { service: Service; opened: () => number } {
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides });
  const service = createService({ home, settings });
  const { datasets } = service.context;
  let count = 0;
  const { open } = datasets;
  Object.assign(datasets, {
    open: (...asked: Parameters<typeof open>) => {
      count++;
      return open(...asked);
    },
  });
  return { service, opened: () => count };
}

const request = { dataset: "data", blocks: 8 };

/** All that is kept of a view, but when. */
async function all({ service }: { service: Service }, view: object = {}) {
  const map = await service.call(correlationMap, { ...request, ...view });
  const structure = await service.call(correlationStructure, { dataset: "data", ...view });
  const summary = await service.call(correlationSummary, { dataset: "data", ...view });
  const kept = [map.kept, structure.kept, summary.kept].map((at) => at !== null);
  return { kept, values: [map, structure, summary].map((one) => ({ ...one, kept: null })) };
}

describe.skipIf(noEngine)("correlation of all pairs", () => {
  it("is computed once and answered to the bit by every later process, without reading a cell", async () => {
    const home = await temporaryHome();
    const first = serviceOn(home);
    await writeSample(first.service.context.datasets, "data", dates, strategies, rows);
    const computed = await all(first);
    expect(computed.kept).toEqual([false, false, false]);
    const second = serviceOn(home);
    expect(await all(second)).toEqual({ kept: [true, true, true], values: computed.values });
    expect(second.opened()).toBe(0);
    // Tiles are read from the data, in the order of the map.
    const tile = { dataset: "data", down: { from: 3, count: 2 }, across: { from: 0, count: 4 } };
    const { down } = await second.service.call(correlationTile, tile);
    const map = await second.service.call(correlationMap, request);
    expect([...down]).toEqual([...map.order.slice(3, 5)]);
    // A renamed dataset is the same.
    await second.service.context.datasets.rename("data", "other");
    expect((await second.service.call(correlationMap, { ...request, dataset: "other" })).kept).not.toBeNull();
  });

  it("is computed anew for another view, method, weighting, setting, backend or version", async () => {
    const home = await temporaryHome();
    const one = serviceOn(home);
    await writeSample(one.service.context.datasets, "data", dates, strategies, rows);
    await all(one);
    const changes = [
      { pairMethod: "spearman" },
      { from: "2024-01-05" },
      { rows: { kind: "days" } },
      { ulta: { kind: "sum" } },
      { excludeConstant: true },
    ];
    for (const change of changes)
      expect((await all(one, change)).kept, JSON.stringify(change)).toEqual([false, false, false]);
    for (const change of [{ weighting: { kind: "recent" as const } }, { blocks: 9 }])
      expect((await one.service.call(correlationMap, { ...request, ...change })).kept).toBeNull();
    for (const change of [{ topPairs: 3 }, { bins: 10 }, { threshold: 0.2 }, { thresholdPairs: 5 }])
      expect((await one.service.call(correlationSummary, { dataset: "data", ...change })).kept).toBeNull();
    expect((await all(serviceOn(home, "engine.backend=cpu"))).kept).toEqual([false, false, false]);
    // A setting that comes to what was asked for above is the same question.
    expect((await all(serviceOn(home, "analysis.ulta=yes"))).kept).toEqual([true, true, true]);
    await one.service.call(datasetOptimize, { dataset: "data" });
    expect((await all(one)).kept).toEqual([false, false, false]);
    // The version before has kept its own.
    expect((await all(one, { version: 1 })).kept).toEqual([true, true, true]);
  });

  it("is computed again when what is kept is damaged or cleared, and never kept where that is switched off", async () => {
    const home = await temporaryHome();
    const one = serviceOn(home);
    const { datasets } = one.service.context;
    const manifest = await writeSample(datasets, "data", dates, strategies, rows);
    const computed = await all(one);
    const folder = datasets.folder(manifest);
    for (const name of (await readdir(folder)).filter((file) => file.startsWith("kept-"))) {
      const content = await readFile(join(folder, name));
      content[content.length - 1] = (content.at(-1) ?? 0) ^ 64;
      await writeFile(join(folder, name), content);
    }
    expect(await all(serviceOn(home))).toEqual(computed);
    const { results } = await one.service.call(datasetKept, { dataset: "data" });
    expect(results.map(({ kind }) => kind).sort()).toEqual([
      "map",
      "observations",
      "order",
      "structure",
      "summary",
    ]);
    expect(await one.service.call(datasetClearKept, {})).toMatchObject({ results: 5 });
    // The view is still open: it comes from there, and is kept again.
    expect(await all(one)).toEqual(computed);
    expect((await one.service.call(datasetKept, {})).results).toHaveLength(4);
    await one.service.call(datasetClearKept, {});
    const without = serviceOn(home, "storage.kept_mb=0");
    expect(await all(without)).toEqual(computed);
    expect(await all(without)).toEqual(computed);
    expect((await without.service.call(datasetKept, {})).results).toEqual([]);
  });
});
