import { expect, it } from "vitest";
import { correlationMap, correlationTile } from "../../../../electron/contract/methods/correlation.ts";
import { portfolioSeries } from "../../../../electron/contract/methods/portfolio.ts";
import { strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { writeSample } from "../../datasets/support/sample-dataset.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { noEngine } from "../support/analysis-context.ts";

const dates = Array.from({ length: 12 }, (_, t) => `2024-03-${String(t + 1).padStart(2, "0")}`);
const strategies = Array.from({ length: 3000 }, (_, i) => `s${i}`);
const cells = dates.map((_, t) => strategies.map((_, i) => Math.sin(t * 50 + i) * 100));

it.skipIf(noEngine)(
  "every session of an analysis is opened within the limits of what it is for",
  async () => {
    const home = await temporaryHome();
    const overrides = ["gpu.memory.metrics=2", "gpu.memory.correlation=50%"];
    const opened = async (
      work: (service: ReturnType<typeof createService>) => Promise<unknown>,
      ...more: string[]
    ) => {
      const settings = liveSettings({
        file: `${home}/settings.ini`,
        overrides: [...overrides, ...more],
      });
      const service = createService({ home, settings });
      const { engine } = service.context;
      const memory: (readonly string[] | undefined)[] = [];
      Object.assign(service.context, {
        engine: {
          ...engine,
          open: (...asked: Parameters<typeof engine.open>) => {
            memory.push(asked[1]?.memory);
            return engine.open(...asked);
          },
        },
      });
      await work(service);
      return memory;
    };
    const dataset = "data";
    await opened((service) => writeSample(service.context.datasets, dataset, dates, strategies, cells));
    const part = { dataset, members: ["s1", "s2"] };
    // The part, and the few rows of the portfolio's own figures.
    expect(await opened((on) => on.call(portfolioSeries, part))).toEqual([["2"], undefined]);
    const all = { dataset, metrics: ["roi" as const] };
    const panels = await opened((on) => on.call(strategyMetrics, all), "analysis.memory_gb=0.00001");
    expect(panels).toEqual([["2"], ["2"], ["2"]]);
    const map = { dataset, blocks: 16 };
    const order = await opened((on) => on.call(correlationMap, map));
    expect(order.length).toBeGreaterThan(1);
    expect(new Set(order.map(String))).toEqual(new Set(["50%"]));
    const tile = {
      dataset,
      down: { from: 0, count: 4 },
      across: { from: 0, count: 4 },
    };
    expect(new Set((await opened((on) => on.call(correlationTile, tile))).map(String))).toEqual(
      new Set(["50%"]),
    );
  },
);
