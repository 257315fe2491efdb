import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../../electron/contract/algorithms.ts";
import { datasetImport } from "../../../../electron/contract/methods/dataset.ts";
import { searchRun } from "../../../../electron/contract/methods/search.ts";
import { validateLegacy } from "../../../../electron/contract/methods/validate.ts";
import { validateLegacyHandler } from "../../../../electron/service/analysis/handlers/validate.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import type { Service } from "../../../../electron/service/service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { naivePearson } from "../support/naive-pearson.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const golden = join(import.meta.dirname, "../../../golden/entire_day_82x400/entire_day_82x400.csv");
const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const column = (i: number) => table.matrix.rows.map((row) => row[i] as number);

describe.skipIf(noEngine)("what every algorithm came to", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tessera-algorithms-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const validate = (path: string) =>
    validateLegacyHandler.handle(
      validateLegacy.request.parse({ dataset: "day", path }),
      analysisContext({ day: table }),
      quietCall,
    );

  const portfolios = [
    [3, 17, 99, 250],
    [5, 6, 7, 8, 9],
  ];
  const sums = (columns: readonly number[]) =>
    table.matrix.rows.map((row) => columns.reduce((sum, i) => sum + (row[i] as number), 0));
  /** ROI over drawdown of the sum, as the replaced system's last workflow judged. */
  const ratio = (series: readonly number[]) => {
    let total = 0;
    let peak = Number.NEGATIVE_INFINITY;
    let fall = 0;
    for (const value of series) {
      total += value;
      peak = Math.max(peak, total);
      fall = Math.max(fall, peak - total);
    }
    return total / fall;
  };
  const meanOverDeviation = (series: readonly number[]) => {
    const mean = series.reduce((a, b) => a + b, 0) / series.length;
    return mean / (Math.sqrt(series.reduce((a, x) => a + (x - mean) ** 2, 0) / series.length) + 1e-6);
  };
  const summary = (fitness: (series: readonly number[]) => number) => {
    const of = (columns: readonly number[]) => fitness(sums(columns));
    return JSON.stringify({
      execution_metadata: {},
      best_result: { algorithm: "b", fitness: of(portfolios[1] ?? []), portfolio: portfolios[1] },
      individual_results: Object.fromEntries(
        portfolios.map((columns, k) => [
          `algorithm_${k}`,
          { best_fitness: of(columns), best_portfolio: columns, status: "success" },
        ]),
      ),
    });
  };

  it.each([
    ["ratio alone", ratio],
    ["mean over deviation of the sum", meanOverDeviation],
  ] as const)("is rescored from an execution summary judged by %s", async (name, fitness) => {
    const got = await validate(write("execution_summary_1.json", summary(fitness)));
    expect(got.agrees, got.report).toBe(true);
    expect(got.files[0]).toMatchObject({ kind: "algorithms", compared: 3, note: `fitness: ${name}` });
  });

  it("shows a fitness that is 0.01 % off, and a strategy that is not there", async () => {
    const off = summary(ratio).replace(
      /"best_fitness":(-?[\d.]+)/,
      (_, text) => `"best_fitness":${Number(text) * 1.0001}`,
    );
    const got = await validate(write("execution_summary_2.json", off));
    expect(got.agrees).toBe(false);
    expect(got.differences.map(({ item }) => item)).toEqual(["algorithm_0"]);
    const unknown = await validate(
      write("execution_summary_3.json", summary(ratio).replaceAll("250", "4000")),
    );
    expect(unknown.agrees).toBe(false);
    expect(unknown.unknown).toEqual(["strategy 4000 of algorithm_0"]);
  });

  it("compares every pair of a correlation matrix", async () => {
    const some = [0, 11, 42, 43, 399];
    const names = some.map((i) => table.strategies[i] as string);
    const matrix = (bump: number) =>
      [
        ["", ...names].join(","),
        ...some.map((i, a) =>
          [
            names[a],
            ...some.map((j, b) => naivePearson(column(i), column(j)) + (a === 1 && b === 3 ? bump : 0)),
          ].join(","),
        ),
      ].join("\n");
    const good = await validate(write("correlation_matrix.csv", matrix(0)));
    expect(good.agrees, good.report).toBe(true);
    expect(good.files[0]).toMatchObject({ kind: "correlations", compared: 5 });
    const bad = await validate(write("correlation_matrix.csv", matrix(0.001)));
    expect(bad.differences.map(({ item }) => item)).toEqual([`${names[1]} and ${names[3]}`]);
  });

  describe("of runs of ours", () => {
    let service: Service;
    beforeAll(async () => {
      const home = join(folder, "home");
      service = createService({
        home,
        settings: liveSettings({
          file: join(home, "settings.ini"),
          overrides: ["engine.backend=cpu", "export.charts=false"],
        }),
      });
      await service.call(datasetImport, { files: [golden], dataset: "day" });
    }, 60_000);
    afterAll(() => service?.close());

    it.each(["legacy", "textbook"] as const)(
      "all eight under the profile %s agree, and one that was changed does not",
      async (profile) => {
        const out = join(folder, `run-${profile}`);
        await service.call(searchRun, {
          dataset: "day",
          profile,
          objective: "ratio",
          minSize: 5,
          maxSize: 6,
          algorithms: [...searchAlgorithm.options],
          evaluations: 500,
          verdict: { twins: 0 },
          out,
        });
        const got = await service.call(validateLegacy, { dataset: "day", path: out });
        const search = got.files.find(({ file }) => file === "search.json");
        expect(search, got.report).toMatchObject({
          kind: "algorithms",
          compared: 16 + 2 * 3,
          agreeing: 16 + 2 * 3,
        });
        if (profile === "legacy") {
          const listed = got.files.find(({ file }) => file.startsWith("execution_summary"));
          expect(listed, got.report).toMatchObject({ kind: "algorithms", compared: 9, agreeing: 9 });
          expect(got.agrees, got.report).toBe(true);
        }
        const file = join(out, "search.json");
        const content = JSON.parse(readFileSync(file, "utf8"));
        content.runs[9].fitness *= 1.0001;
        writeFileSync(file, JSON.stringify(content));
        const changed = await service.call(validateLegacy, { dataset: "day", path: out });
        const { algorithm, size } = content.runs[9];
        expect(
          changed.differences.filter((one) => one.file === "search.json").map(({ item }) => item),
        ).toEqual([`${algorithm}, ${size}`]);
      },
      120_000,
    );
  });
});
