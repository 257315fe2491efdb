import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { enginePlan } from "../../../../electron/contract/methods/engine.ts";
import { groupStrategies } from "../../../../electron/contract/methods/group.ts";
import { strategyBelieved, strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { clusterService, writeTable } from "../../cluster/support/cluster-service.ts";
import { noEngine } from "../support/analysis-context.ts";

const strategies = Array.from({ length: 700 }, (_, i) => `S${i}`);
const rows = Array.from({ length: 24 }, (_, t) =>
  strategies.map((_, i) =>
    i === 300
      ? 5
      : i % 97 === t
        ? null
        : Math.round(900 * Math.sin(1 + t * (i + 2) * 0.37)) / 8 - (i % 3) * 9,
  ),
);

describe.skipIf(noEngine)("metrics of a table that does not fit in memory", () => {
  let service: Awaited<ReturnType<typeof clusterService>>;
  const files = mkdtempSync(join(tmpdir(), "tessera-panels-"));
  beforeAll(async () => {
    const table = writeTable(join(files, "table.csv"), strategies, rows);
    service = await clusterService({ table }, ["storage.row_group_strategies=256"]);
    const grouped = join(files, "grouped.csv");
    const sample = { format: "enhanced", strategies: 600, observations: 24, file: grouped };
    await service.service.callByName("sample.write", sample);
    await service.service.callByName("dataset.import", { files: [grouped], dataset: "grouped" });
  });
  afterAll(() => {
    service?.close();
    rmSync(files, { recursive: true, force: true });
  });

  it.each([
    {},
    { ulta: { kind: "sum" }, ultaSkipsFirst: true, excludeConstant: true },
    { profile: "legacy", metrics: ["sharpe", "roi"] },
  ])("are those of the whole, panel by panel: %j", async (options) => {
    const request = strategyMetrics.request.parse({ dataset: "table", ...options });
    const panelsSaid: string[] = [];
    const call = () =>
      service.service.call(strategyMetrics, request, {
        onProgress: ({ detail }) => detail?.startsWith("panel") && panelsSaid.push(detail),
      });
    const whole = await call();
    expect(panelsSaid).toEqual([]);
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    const streamed = await call();
    service.set("");
    expect(panelsSaid[0]).toMatch(/^panel \d of 3: the table is larger than memory$/);
    expect(JSON.stringify(streamed)).toBe(JSON.stringify(whole));
  });

  it("the plan says so before", async () => {
    const plan = async () =>
      (await service.service.call(enginePlan, { strategies: 700, observations: 24 })).inParts;
    expect(await plan()).toBeUndefined();
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    const said = await plan();
    service.set("");
    expect(said).toMatch(/^Larger than memory: a view of it takes up to 1 MB of 1 MB\. Metrics, /);
  });

  it("what rests on the whole table is refused before that is read", async () => {
    const opened = vi.spyOn(service.service.context.engine, "open");
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    const asked = service.service.call(
      strategyBelieved,
      strategyBelieved.request.parse({ dataset: "table" }),
    );
    await expect(asked).rejects.toThrow(
      "What is believed of a strategy rests on the whole table, which does not fit in memory",
    );
    service.set("");
    expect(opened).not.toHaveBeenCalled();
    opened.mockRestore();
  });

  it.each([
    { by: "weekday" },
    { by: "regime", ulta: { kind: "sum" }, excludeConstant: true },
    { by: "zone", statistics: ["mean", "max_drawdown"] },
  ])("and so are figures by group: %j", async (options) => {
    const request = groupStrategies.request.parse({ dataset: "grouped", ...options });
    const whole = await service.service.call(groupStrategies, request);
    service.set("[analysis]\nmemory_gb = 0.0001\n");
    let panels = 0;
    const streamed = await service.service.call(groupStrategies, request, {
      onProgress: ({ detail }) => {
        if (detail?.startsWith("panel")) panels += 1;
      },
    });
    service.set("");
    expect(panels).toBeGreaterThan(1);
    expect(JSON.stringify(streamed)).toBe(JSON.stringify(whole));
  });
});
