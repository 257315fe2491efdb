import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateLegacy } from "../../../../electron/contract/methods/validate-legacy.ts";
import { validateLegacyResults } from "../../../../electron/service/analysis/handlers/validate-legacy-results.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const golden = join(import.meta.dirname, "../../../golden/legacy_output_entire_day");
const runOf = (name: string) =>
  join(golden, name, readdirSync(join(golden, name)).find((one) => one.startsWith("run_")) ?? "");

describe.skipIf(noEngine)("validate.legacy", () => {
  const tables = { day: readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2) };
  const validate = (request: object) =>
    validateLegacyResults(
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
