import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { applyInversions } from "../../../../electron/service/analysis/ulta/apply.ts";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import type { Engine } from "../../../../electron/service/engine/engine.ts";
import type { LegacyRun } from "../../../../electron/service/exporting/entire-day/legacy-run.ts";
import { RunPictures } from "../../../../electron/service/exporting/entire-day/run-pictures.ts";
import { writeLegacyRun } from "../../../../electron/service/exporting/entire-day/write-legacy-run.ts";
import type { LegacyRunOptions } from "../../../../electron/service/exporting/run-folder.ts";
import { cpuEngine, noEngine } from "../../analysis/support/analysis-context.ts";
import { naiveEngine } from "../../analysis/support/naive-engine.ts";
import { readGoldenTable } from "../../analysis/support/read-golden-table.ts";
import { figureOf, goldenRun, namesOf } from "../support/golden-run.ts";

const options: LegacyRunOptions = {
  lineEnds: "lf",
  legacyOffByOne: true,
  charts: false,
  chartWidth: 640,
  chartHeight: 360,
  chartTheme: "light",
};
const prefix = "entire_day_82x400_";

/** The run that the replaced system made, told to our writer. */
function legacyRun(name: "ulta_off" | "ulta_on"): LegacyRun {
  const files = goldenRun(`legacy_output_entire_day/${name}`);
  const source = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
  const rule = { kind: "sum" } as const;
  const inversions =
    name === "ulta_on" ? findInversions(source.matrix, source.strategies, { rule, skipFirst: true }) : [];
  const table = applyInversions(source, inversions);
  const [id = ""] = [...files.keys()].flatMap((file) => /summary_(\d+_\d+)/.exec(file)?.[1] ?? []);
  const [, y, mo, d, h, mi, s] = (/(....)(..)(..)_(..)(..)(..)/.exec(id) ?? []).map(Number);
  const startedAt = new Date(y ?? 0, (mo ?? 1) - 1, d, h, mi, s);
  const texts = [...files].filter(([file]) => file.startsWith("best_portfolio")).map(([, text]) => text);
  const summary = files.get(`optimization_summary_${id}.txt`) ?? "";
  const portfolios = texts
    .map((text) => ({
      algorithm: "sa",
      fitness: figureOf(text, "Fitness"),
      members: namesOf(text).map((printed) => table.strategies.indexOf(printed.replace(prefix, ""))),
    }))
    .sort((a, b) => a.members.length - b.members.length);
  return {
    startedAt,
    finishedAt: new Date(startedAt.getTime() + 2000),
    table: { ...table, dates: source.dates },
    source: table.source,
    prefixOf: () => prefix,
    parameters: {
      metric: "ratio",
      minSize: figureOf(summary, "Min Portfolio Size"),
      maxSize: figureOf(summary, "Max Portfolio Size"),
      populationSize: figureOf(summary, "Population Size"),
      mutationRate: 0.1,
      generations: 10,
      applyUlta: name === "ulta_on",
      balancedMode: false,
      penaltyFactor: 1,
    },
    portfolios,
    algorithms: portfolios
      .slice(0, 1)
      .map((one) => ({ ...one, evaluations: 1001, iterations: 1000, seconds: 0.5 })),
    ...(name === "ulta_on" ? { ulta: { rule, examined: 399, inversions } } : {}),
  };
}

/** Text with every float replaced by "#", and the floats: formats must agree exactly, figures to 1e-9. */
function split(text: string): { layout: string; figures: number[] } {
  const float = /(?<=[,:] ?)-?(?:\d+\.\d+(?:e[+-]\d+)?|inf)(?=[,\n])/g;
  const figures = [...text.matchAll(float)].map(([value]) => (value === "inf" ? Infinity : Number(value)));
  return { layout: text.replace(float, "#"), figures };
}

async function write(
  folder: string,
  run: LegacyRun,
  more: Partial<LegacyRunOptions> = {},
  engine: Engine = naiveEngine(),
): Promise<string[]> {
  const session = await engine.open(run.table.matrix);
  const asked = { ...options, ...more };
  const pictures = new RunPictures(asked, run.portfolios.length);
  try {
    return await writeLegacyRun(folder, run, { engine, session, pictures }, asked);
  } finally {
    await pictures.close();
  }
}

describe("writeLegacyRun", () => {
  let home = "";
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "tessera-run-"));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const engines = [
    ["naive", naiveEngine],
    ...(noEngine ? [] : [["native", () => cpuEngine()] as const]),
  ] as const;
  it.each(
    (["ulta_off", "ulta_on"] as const).flatMap((name) =>
      engines.map(([kind, make]) => ({ name, kind, make })),
    ),
  )("repeats the executed $name run from its members, by the $kind engine", async ({ name, kind, make }) => {
    const folder = join(home, name, kind);
    await write(folder, legacyRun(name), {}, make());
    for (const [file, expected] of goldenRun(`legacy_output_entire_day/${name}`)) {
      const ours = split(readFileSync(join(folder, file), "utf8"));
      const theirs = split(expected);
      expect(ours.layout, file).toBe(theirs.layout);
      for (const [i, value] of theirs.figures.entries()) {
        const figure = ours.figures[i] as number;
        if (!Number.isFinite(value)) expect(figure).toBe(value);
        else expect(Math.abs(figure - value)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(value), 1));
      }
    }
  });

  it("adds the later files with the source's strategy indices", async () => {
    const run = legacyRun("ulta_on");
    const folder = join(home, "later");
    const files = await write(folder, run);
    expect(files.filter((file) => /\.(json|xlsx|md)$/.test(file))).toHaveLength(4);
    const composition = readFileSync(join(folder, "portfolio_composition_20261122_130614.csv"), "utf8").split(
      "\n",
    );
    const source = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2).strategies;
    expect(composition[0]).toBe("Rank,Strategy_Index,Strategy_Name,Algorithm,Weight");
    const [, index, printed, algorithm, weight] = composition[1]?.split(",") ?? [];
    expect(`${source[Number(index)]}_inv`).toBe(printed);
    expect([algorithm, weight]).toEqual(["simulated_annealing", "0.2"]);
    const summary = JSON.parse(readFileSync(join(folder, "execution_summary_20261122_130614.json"), "utf8"));
    expect(summary.best_result.portfolio).toContain(Number(index));
  });

  it("writes CRLF where the original had it, and every strategy", async () => {
    const folder = join(home, "crlf");
    await write(folder, legacyRun("ulta_off"), { lineEnds: "crlf", legacyOffByOne: false });
    const metrics = readFileSync(join(folder, "strategy_metrics.csv"), "utf8");
    expect(metrics.match(/\r\n/g)).toHaveLength(401);
    expect(metrics.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(readFileSync(join(folder, "execution_summary_20261122_130606.json"), "utf8")).not.toContain("\r");
  });

  it("draws equity and drawdown of each size and one heatmap, at the size asked for", async () => {
    const folder = join(home, "pictures");
    const files = await write(folder, legacyRun("ulta_off"), { charts: true });
    const pictures = files.filter((file) => file.endsWith(".png"));
    expect(pictures).toHaveLength(7);
    const equity = readFileSync(join(folder, "equity_curve_Best_Portfolio_Size8_20261122_130606.png"));
    expect(equity.subarray(1, 4).toString()).toBe("PNG");
    expect([equity.readUInt32BE(16), equity.readUInt32BE(20)]).toEqual([640, 360]);
  });

  it("is whole without the pictures when they cannot be drawn, and its error log says why", async () => {
    const failing = vi.spyOn(RunPictures.prototype, "files").mockRejectedValue(new Error("no font"));
    const folder = join(home, "no-pictures");
    const files = await write(folder, legacyRun("ulta_off"), { charts: true });
    failing.mockRestore();
    expect(files.filter((file) => file.endsWith(".png"))).toEqual([]);
    expect(readFileSync(join(folder, "error_log.txt"), "utf8")).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,000 - ERROR - The pictures were not drawn: no font\n$/,
    );
    expect(files).toContain("strategy_metrics.csv");
  });

  it("leaves nothing behind when the folder exists already", async () => {
    const folder = join(home, "taken");
    mkdirSync(folder);
    writeFileSync(join(folder, "mine.txt"), "keep");
    const failed = write(folder, legacyRun("ulta_off"));
    await expect(failed).rejects.toMatchObject({ report: { code: "already-exists" } });
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
    expect(readdirSync(home).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
