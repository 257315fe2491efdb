import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portfolioPnl } from "../../../../electron/service/analysis/series/portfolio.ts";
import { applyInversions } from "../../../../electron/service/analysis/ulta/apply.ts";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import type { LegacyRunOptions } from "../../../../electron/service/exporting/run-folder.ts";
import type {
  LegacyZoneRun,
  OverallPortfolio,
} from "../../../../electron/service/exporting/zones/legacy-zone-run.ts";
import { writeLegacyZoneRun } from "../../../../electron/service/exporting/zones/write-legacy-zone-run.ts";
import { naiveEngine } from "../../analysis/support/naive-engine.ts";
import { readGoldenTable } from "../../analysis/support/read-golden-table.ts";
import { figureOf, goldenRun, namesOf } from "../support/golden-run.ts";

const options: LegacyRunOptions = {
  lineEnds: "lf",
  legacyOffByOne: true,
  charts: false,
  chartWidth: 320,
  chartHeight: 200,
  chartTheme: "light",
};
const golden = goldenRun("legacy_output_zone");
const table = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);
const zoneOf = (t: number) => table.columns.Zone?.[t] ?? "";
const dates = [...new Set(table.dates)];

/** "…_22Nov2026130621.txt": the golden run's months are all November. */
function timeOf(file: string): Date {
  const [, d, y, h, m, s] = /_(\d\d)Nov(\d{4})(\d\d)(\d\d)(\d\d)\.txt$/.exec(file) ?? [];
  return new Date(Number(y), 10, Number(d), Number(h), Number(m), Number(s));
}

/** The run that the replaced system made, told to our writer: only members and fitness are taken from its files. */
function executedRun(): LegacyZoneRun {
  const zones = [...golden].flatMap(([file, text]) => {
    const zone = /^Best Portfolio Summary for Zone (.*):/.exec(text)?.[1];
    if (zone === undefined) return [];
    const rows = table.matrix.rows.filter((_, t) => zoneOf(t) === zone);
    const matrix = { observations: rows.length, strategies: table.strategies.length, rows };
    const rule = { kind: "sum" } as const;
    const inversions = findInversions(matrix, table.strategies, { rule, skipFirst: false });
    const turned = applyInversions({ matrix, strategies: table.strategies }, inversions);
    const strategies = namesOf(text);
    const members = strategies.map((name) => turned.strategies.indexOf(name));
    return {
      zone,
      algorithm: /Method: (\w+)/.exec(text)?.[1]?.toLowerCase() ?? "",
      fitness: figureOf(text, "Fitness"),
      strategies,
      inversions,
      pnl: portfolioPnl(turned.matrix, members),
      dates,
      finishedAt: timeOf(file),
    };
  });
  // [ZONE_WEIGHTS] of its config.ini.
  const weights: Record<string, number> = { "Zone 1": 0.1, "Zone 2": 0.2, "Zone 3": 0.3, "Zone 4": 0.4 };
  const overall = [...golden].flatMap(([file, text]): OverallPortfolio[] => {
    const algorithm = /^(ga|pso)_zone/.exec(file)?.[1];
    if (algorithm === undefined) return [];
    const strategies = namesOf(text);
    const members = strategies.map((name) => table.strategies.indexOf(name));
    const rowPnl = portfolioPnl(table.matrix, members);
    const pnl = Float64Array.from(dates, (date) =>
      table.dates.reduce((sum, one, t) => {
        return one === date ? sum + (weights[zoneOf(t)] ?? 0) * (rowPnl[t] as number) : sum;
      }, 0),
    );
    const inZones = new Map(
      Object.keys(weights).map((zone) => [zone, rowPnl.filter((_, t) => zoneOf(t) === zone)]),
    );
    return [{ algorithm, fitness: figureOf(text, "Fitness"), strategies, pnl, dates, inZones }];
  });
  const stamp = /Generated on: (.*)/.exec(golden.get("zone_summary_report.md") ?? "")?.[1] ?? "";
  return {
    startedAt: new Date("2026-11-22T13:06:21"),
    finishedAt: new Date(stamp.replace(" ", "T")),
    zones,
    overall,
    shares: [{ combination: "equal", zone: "Zone 1", zoneWeight: 0.25, strategy: 'a,"b"', weight: 0.0625 }],
    correlation: Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 1 : 0.25)),
    errors: [],
  };
}

/** Text without its full-precision figures, and those figures. */
function split(text: string): { layout: string; figures: number[] } {
  const float = /(?<=^(?:total_roi|max_drawdown|\w+_\w+|expectancy): )-?\d+\.\d+(?:e[+-]\d+)?$/gm;
  return { layout: text.replace(float, "#"), figures: [...text.matchAll(float)].map(Number) };
}

describe("writeLegacyZoneRun", () => {
  let home = "";
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), "tessera-zone-run-"));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("writes the executed zone run again: every file, byte by byte but for the last digits of 1e-9", async () => {
    const folder = join(home, "again");
    await writeLegacyZoneRun(folder, executedRun(), naiveEngine(), options);
    expect(golden.size).toBe(10);
    let figures = 0;
    for (const [file, expected] of golden) {
      const ours = split(readFileSync(join(folder, file), "utf8"));
      const theirs = split(expected);
      expect(ours.layout, file).toBe(theirs.layout);
      for (const [i, value] of theirs.figures.entries()) {
        figures += 1;
        const off = Math.abs((ours.figures[i] as number) - value);
        expect(off, file).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(value), 1));
      }
    }
    // Eight of each GA file; PSO files have none.
    expect(figures).toBe(16);
  });

  it("adds the inversion report that the zone texts refer to, and the later files", async () => {
    const folder = join(home, "more");
    const run = executedRun();
    const files = await writeLegacyZoneRun(folder, run, naiveEngine(), options, new Map([["x.json", "{}"]]));
    const added = files.filter((file) => !golden.has(file)).sort();
    expect(added).toEqual([
      "inversion_report.md",
      "x.json",
      "zone_analysis_report_20261122_130621.md",
      "zone_combinations_20261122_130621.csv",
    ]);
    expect(readdirSync(folder).sort()).toEqual([...files].sort());
    const report = readFileSync(join(folder, "inversion_report.md"), "utf8");
    const turned = run.zones.reduce((sum, one) => sum + one.inversions.length, 0);
    expect(report.match(/^## Zone \d: /gm)).toHaveLength(turned);
    expect(readFileSync(join(folder, "zone_combinations_20261122_130621.csv"), "utf8")).toBe(
      'Combination,Zone,Zone_Weight,Strategy_Name,Weight\nequal,Zone 1,0.25,"a,""b""",0.0625\n',
    );
  });

  it("names the pictures as the replaced system did", async () => {
    const folder = join(home, "pictures");
    const run = executedRun();
    // Of size 5 alone: there are two portfolios over the zones, and of the swarm's the replaced system drew none.
    const overall = run.overall.filter(({ strategies }) => strategies.length === 5);
    expect(overall.map(({ algorithm }) => algorithm)).toEqual(["ga", "pso"]);
    const few = { ...run, zones: run.zones.slice(0, 2), overall };
    const correlation = Float64Array.of(1, 0.25, 0.25, 1);
    await writeLegacyZoneRun(folder, { ...few, correlation }, naiveEngine(), { ...options, charts: true });
    expect(
      readdirSync(folder)
        .filter((file) => file.endsWith(".png"))
        .sort(),
    ).toEqual([
      "drawdowns_GA_Zone_Portfolio_Size5_20261122_130621.png",
      "equity_curve_GA_Zone_Portfolio_Size5_20261122_130621.png",
      "equity_curve_zone_Zone 1_22Nov2026130621.png",
      "equity_curve_zone_Zone 2_22Nov2026130622.png",
      ...[1, 2, 3, 4].map((zone) => `ga_zone_equity_Zone ${zone}_5_20261122_130621.png`),
      "zone_correlation_heatmap.png",
    ]);
  });
});
