import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InputOf, Method } from "../../../../electron/contract/method.ts";
import { correlationMatrix, correlationRolling } from "../../../../electron/contract/methods/correlation.ts";
import { datasetCells, datasetExport } from "../../../../electron/contract/methods/dataset.ts";
import { kellyAllocate, kellyFractions } from "../../../../electron/contract/methods/kelly.ts";
import {
  portfolioBreakdown,
  portfolioMembers,
  portfolioScore,
  portfolioSeries,
  portfolioWeights,
} from "../../../../electron/contract/methods/portfolio.ts";
import { strategyCurves, strategyMetrics } from "../../../../electron/contract/methods/strategy.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { writeSample } from "../../datasets/support/sample-dataset.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { noEngine } from "../support/analysis-context.ts";

/** In 25 row groups, as the default has it of 25,544. */
const count = 6386;
const groups = "storage.row_group_strategies=256";
const dates = Array.from({ length: 12 }, (_, t) => `202${3 + Math.floor(t / 6)}-03-0${1 + (t % 6)}`);
const strategies = Array.from({ length: count }, (_, i) => `s${i}`);
const cells = dates.map((_, t) =>
  strategies.map((_, i) => ((i + t) % 97 === 0 ? Number.NaN : Math.sin(t * 50 + i) * 100 - (i % 9) * 10)),
);
/** Ten all over the table, half of them named as the replaced system did; ULTA inverts some. */
const places = [7, 475, 1250, 1253, 2499, 3086, 4000, 5250, 6250, 6385];
const members = places.map((place, k) => `${k % 2 ? "sample_" : ""}s${place}`);

/** A new process over the data root: its calls, and bytes of cells and strategies of every dataset that it read. */
function processOn(home: string, ...overrides: string[]) {
  const service = createService({
    home,
    settings: liveSettings({ file: join(home, "settings.ini"), overrides }),
  });
  const { datasets } = service.context;
  const read: { bytes: number; strategies: number }[] = [];
  const { open, reader, manifest, strategies: names } = datasets;
  const looks = { manifest: 0, names: 0 };
  Object.assign(datasets, {
    manifest: (...asked: Parameters<typeof manifest>) => {
      looks.manifest += 1;
      return manifest(...asked);
    },
    strategies: (...asked: Parameters<typeof names>) => {
      looks.names += 1;
      return names(...asked);
    },
    open: async (...asked: Parameters<typeof open>) => {
      const dataset = await open(...asked);
      read.push({ bytes: dataset.bytesRead, strategies: dataset.strategies.length });
      return dataset;
    },
    reader: async (...asked: Parameters<typeof reader>) => {
      const table = await reader(...asked);
      const readPart = async (...part: Parameters<typeof table.read>) => {
        const bytes = await table.read(...part);
        read.push({ bytes, strategies: part[0].length });
        return bytes;
      };
      return { ...table, read: readPart };
    },
  });
  return { service, read, looks };
}

const ulta = { ulta: { kind: "sum" as const }, ultaSkipsFirst: true };
/** What rests on all strategies too: the drawdown floor that the table fits, what to expect of a portfolio. */
const restingOnAll = (method: Method, asked: object) =>
  method === kellyAllocate ||
  method === portfolioWeights ||
  (method === portfolioScore && !("profile" in asked));
const calls: [Method, object][] = [
  [portfolioScore, { members }],
  [portfolioScore, { members, profile: "legacy", ...ulta }],
  [kellyAllocate, { members, capital: 1e7, ...ulta }],
  [portfolioWeights, { members }],
  [portfolioSeries, { members, ...ulta }],
  [portfolioMembers, { members, metrics: ["roi", "sharpe"], ...ulta }],
  [portfolioBreakdown, { members }],
  [correlationMatrix, { members, method: "spearman" }],
  [correlationMatrix, { members }],
  [correlationRolling, { members, window: 5 }],
  [kellyFractions, { strategies: members, capital: 1e6 }],
  [strategyMetrics, { strategies: members, metrics: ["roi", "max_drawdown"], ...ulta }],
  [strategyCurves, { strategies: members, points: 5, rows: { kind: "days" } }],
];

describe.skipIf(noEngine)("ten named strategies of 6,386", () => {
  it("are read without most of the row groups, to the same figures as beside all others", async () => {
    const home = await temporaryHome();
    const first = processOn(home, groups);
    const { files } = await writeSample(first.service.context.datasets, "data", dates, strategies, cells);
    const cellBytes = files.reduce((sum, file) => sum + (file.kind === "pnl" ? file.bytes : 0), 0);
    const whole = processOn(home);
    for (const [method, asked] of calls) {
      const request = { dataset: "data", ...asked } as InputOf<Method>;
      const apart = processOn(home);
      const answer = await apart.service.call(method, request);
      const [own, ...others] = apart.read;
      expect(own?.strategies, method.name).toBe(members.length);
      expect(own?.bytes, method.name).toBeLessThan(0.4 * cellBytes);
      // What the whole table says is kept after the first time.
      expect(others.length, method.name).toBe(restingOnAll(method, asked) ? 1 : 0);
      // The same view, opened with all strategies by a call that names none.
      const {
        ulta: rule,
        ultaSkipsFirst,
        rows,
      } = asked as { ulta?: object; ultaSkipsFirst?: boolean; rows?: object };
      const view = { dataset: "data", ulta: rule, ultaSkipsFirst, rows };
      await whole.service.call(strategyMetrics as Method, { ...view, metrics: ["roi"] });
      expect(await whole.service.call(method, request), method.name).toEqual(answer);
    }
    expect(whole.read.map((one) => one.strategies)).toEqual([count, count, count]);
    const again = processOn(home);
    for (const [method, asked] of calls.filter((one) => restingOnAll(...one))) {
      const next = processOn(home);
      await next.service.call(method, { dataset: "data", ...asked } as InputOf<Method>);
      expect(
        next.read.map((one) => one.strategies),
        method.name,
      ).toEqual([members.length]);
    }
    await again.service.call(portfolioScore, { dataset: "data", members });
    expect(again.read.map((one) => one.strategies)).toEqual([members.length]);
    const part = await again.service.call(datasetCells, { dataset: "data", strategies: ["s3", "s200"] });
    expect(part.bytesRead).toBeLessThan(0.05 * cellBytes);
    const file = join(home, "three.csv");
    const three = { dataset: "data", strategies: ["s3", "s200", "s5000"] };
    await again.service.call(datasetExport, { ...three, file, format: "csv" });
    expect(again.read.at(-1)?.strategies).toBe(3);
    expect(again.read.at(-1)?.bytes).toBeLessThan(0.1 * cellBytes);
    again.read.pop();
    // Who asks for other strategies next goes on with the whole table.
    await again.service.call(portfolioSeries, { dataset: "data", members: members.slice(1) });
    expect(again.read.at(-1)?.strategies).toBe(count);
    expect(again.read).toHaveLength(3);
    // What is open answers without a look at the names.
    Object.assign(again.looks, { manifest: 0, names: 0 });
    await again.service.call(portfolioSeries, { dataset: "data", members });
    expect(again.read).toHaveLength(3);
    expect(again.looks).toEqual({ manifest: 1, names: 0 });
  });

  it("are read with all others where one row group holds all, as older versions have it, and where most are asked for", async () => {
    const home = await temporaryHome();
    const older = processOn(home, "storage.row_group_strategies=32768");
    await writeSample(older.service.context.datasets, "old", dates, strategies, cells);
    const { service, read } = processOn(home);
    await service.call(portfolioSeries, { dataset: "old", members });
    expect(read.map((one) => one.strategies)).toEqual([count]);
    const every = strategies.filter((_, i) => i % 250 === 0);
    const next = processOn(home, groups);
    await writeSample(next.service.context.datasets, "data", dates, strategies, cells);
    await next.service.call(portfolioSeries, { dataset: "data", members: every });
    expect(next.read.map((one) => one.strategies)).toEqual([count]);
    const wrong = { dataset: "data", members: ["s1", "nobody"] };
    await expect(processOn(home).service.call(portfolioSeries, wrong)).rejects.toMatchObject({
      report: { code: "not-found", message: "data has no strategy nobody." },
    });
  });
});
