import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateLegacy } from "../../../../electron/contract/methods/validate.ts";
import { validateLegacyHandler } from "../../../../electron/service/analysis/handlers/validate.ts";
import { metricValues } from "../../../../electron/service/analysis/metrics/values.ts";
import { nativeIds } from "../../../../electron/service/engine/native-ids.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const golden = join(import.meta.dirname, "../../../golden/legacy_output_entire_day");
const runOf = (name: string) =>
  join(golden, name, readdirSync(join(golden, name)).find((one) => one.startsWith("run_")) ?? "");

describe.skipIf(noEngine)("validate.legacy", () => {
  const tables = {
    day: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2),
    zones: readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3),
  };
  const validate = (request: object) =>
    validateLegacyHandler.handle(
      validateLegacy.request.parse({ dataset: "day", ...request }),
      analysisContext(tables),
      quietCall,
    );
  let copy = "";
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), "tessera-validate-"));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("finds a whole run of the replaced system in agreement to 1e-9, and what it left out", async () => {
    const got = await validate({ path: runOf("ulta_off"), tolerance: 1e-9 });
    expect(got.agrees, got.report).toBe(true);
    const compared = Object.fromEntries(got.files.map((one) => [one.file, one.compared]));
    expect(compared["strategy_metrics.csv"]).toBe(399 * 5);
    expect(compared["best_portfolio_size10_20261122_130606.txt"]).toBe(9);
    expect(got.leftOut).toEqual([tables.day.strategies[0]]);
    expect(got.report).toContain("everything compared agrees");
  });

  it("agrees on the run with ULTA when it is told so, and names what is missing when it is not", async () => {
    const told = await validate({ path: runOf("ulta_on"), ulta: { kind: "sum" }, ultaSkipsFirst: true });
    expect(told.agrees, told.report).toBe(true);
    const untold = await validate({ path: runOf("ulta_on") });
    expect(untold.agrees).toBe(false);
    expect(untold.unknown.every((name) => name.endsWith("_inv"))).toBe(true);
    expect(untold.unknownCount).toBe(217);
  });

  it("finds a single figure that was changed by 0.01 percent", async () => {
    cpSync(runOf("ulta_off"), copy, { recursive: true });
    const file = join(copy, "strategy_metrics.csv");
    const lines = readFileSync(file, "utf8").split("\n");
    const cells = (lines[5] ?? "").split(",");
    const changed = Number(cells[1]) * 1.0001;
    lines[5] = [cells[0], changed, ...cells.slice(2)].join(",");
    writeFileSync(file, lines.join("\n"));
    const got = await validate({ path: copy });
    expect(got.agrees).toBe(false);
    expect(got.differences).toHaveLength(1);
    expect(got.differences[0]).toMatchObject({ item: cells[0], figure: "ROI", theirs: changed });
    expect(got.report).toContain("NOT in agreement");
  });

  const zoneRun = join(
    golden,
    "../legacy_output_zone",
    readdirSync(join(golden, "../legacy_output_zone")).find((one) => one.startsWith("run_")) ?? "",
  );
  const zoneWeights = { "Zone 1": 1, "Zone 2": 2, "Zone 3": 3, "Zone 4": 4 };
  const overZones = { dataset: "zones", rows: { kind: "weighted-zones", weights: zoneWeights } };

  it("finds a zone run in agreement: zones on their own rows as printed, weighted zones to 1e-9", async () => {
    const got = await validate({ ...overZones, path: zoneRun, ulta: { kind: "sum" }, tolerance: 1e-9 });
    expect(got.agrees, got.report).toBe(true);
    const compared = got.files.filter((one) => one.kind === "zone-portfolio").map((one) => one.compared);
    // Six figures of each zone; fitness and eight figures of each GA text; fitness alone of each PSO text.
    expect(compared.sort()).toEqual([1, 1, 6, 6, 6, 6, 9, 9]);
  });

  it("sees other zone weights, and a printed figure that is one hundredth off", async () => {
    const rows = { kind: "weighted-zones", weights: {} };
    const unweighted = await validate({ dataset: "zones", rows, path: zoneRun, ulta: { kind: "sum" } });
    expect(unweighted.agrees).toBe(false);
    expect(new Set(unweighted.differences.map((one) => one.file.slice(0, 3)))).toEqual(
      new Set(["ga_", "pso"]),
    );
    const name = readdirSync(zoneRun).find((one) => one.startsWith("best_portfolio_zone_Zone 4")) ?? "";
    const text = readFileSync(join(zoneRun, name), "utf8").replace("Net Profit: 3.93", "Net Profit: 3.94");
    writeFileSync(join(copy, name), text);
    const off = await validate({ dataset: "zones", path: join(copy, name), ulta: { kind: "sum" } });
    expect(off.differences.map((one) => one.figure)).toEqual(["Net Profit"]);
  });

  it("compares a table of our metrics under the profile that it was made with", async () => {
    const session = await analysisContext(tables).engine.open(tables.day.matrix);
    const config = {
      profile: nativeIds.profile.textbook,
      annualisation: 52,
      riskFree: 0,
      mar: 0,
      capital: 0,
    };
    const names = ["sharpe", "var_95", "drawdown_end"] as const;
    const values = await metricValues(session, names, config);
    session.close();
    const file = join(copy, "table.csv");
    const lines = tables.day.strategies.map((one, i) =>
      [one, ...names.map((name) => values[name][i])].join(","),
    );
    writeFileSync(
      file,
      ["strategy,sharpe,var_95,drawdown_end", ...lines.slice(1), ""].join("\n").replaceAll("NaN", ""),
    );
    const told = await validate({ path: file, profile: "textbook", annualisation: 52, tolerance: 1e-12 });
    expect(told.agrees, told.report).toBe(true);
    expect(told.files[0]?.compared).toBe(399 * 3);
    expect(told.leftOut).toEqual([tables.day.strategies[0]]);
    expect((await validate({ path: file, profile: "legacy" })).agrees).toBe(false);
  });

  it("says so when nothing could be compared", async () => {
    const other = join(copy, "other.csv");
    writeFileSync(other, "Algorithm,Fitness,ExecutionTime,PortfolioSize\nGA,6.4,2.6,37\n");
    const got = await validate({ path: other });
    expect(got.agrees).toBe(false);
    expect(got.files[0]).toMatchObject({ kind: "not-compared", compared: 0 });
    await expect(validate({ path: join(copy, "nothing") })).rejects.toMatchObject({
      report: { code: "not-found" },
    });
  });
});
