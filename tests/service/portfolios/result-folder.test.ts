import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { portfolioFiles } from "../../../electron/contract/methods/portfolio.ts";
import { validateLegacy } from "../../../electron/contract/methods/validate.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

const names = Array.from({ length: 8 }, (_, k) => `S${k + 1}`);
const zones = ["Zone 1", "Zone 2"];

/** Forty days of two zones. */
function table(): string {
  const rows = Array.from({ length: 80 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(at / 2))).toISOString().slice(0, 10);
    const cells = names.map((_, k) => Math.round(Math.sin(at * at * (k + 1.3) + k) * 10_000) / 100);
    return [day, zones[at % 2], ...cells].join(",");
  });
  return `${["Date", "Zone", ...names].join(",")}\n${rows.join("\n")}\n`;
}

async function prepared() {
  const home = await temporaryHome();
  const file = join(home, "table.csv");
  await writeFile(file, table());
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides: ["export.charts=false"] });
  const service = createService({ home, settings });
  await service.call(datasetImport, { files: [file], dataset: "d" });
  return { service, out: join(home, "run") };
}

test("given portfolios of several sizes and each zone are one folder, whose figures agree with the dataset", async () => {
  const { service, out } = await prepared();
  const result = await service.call(portfolioFiles, {
    ...{ dataset: "d", out, zones: true },
    portfolios: [
      { members: names.slice(0, 5) },
      { members: names.slice(2, 5), method: "ga" },
      { members: names.slice(4), zone: "Zone 2" },
    ],
  });
  expect(result.portfolios.map(({ size }) => size)).toEqual([3, 5]);
  expect(result.zones.map(({ name, size }) => [name, size])).toEqual([
    ["Zone 1", 5],
    ["Zone 2", 4],
  ]);
  const written = await readdir(out);
  expect(written.sort()).toEqual([...result.files].sort());
  for (const kind of [/^best_portfolio_size3_/, /^best_portfolio_size5_/, /^best_portfolio_zone_Zone 1_/])
    expect(written.filter((name) => kind.test(name))).toHaveLength(1);
  const summary = await readFile(join(out, "zone_summary_report.md"), "utf8");
  expect(summary).toMatch(/\| Zone 2 \| 4 \| GIVEN \|/);
  const three = written.find((name) => name.startsWith("best_portfolio_size3_")) ?? "";
  expect(await readFile(join(out, three), "utf8")).toMatch(/Method: GA/);

  const checked = await service.call(validateLegacy, { dataset: "d", path: out, profile: "legacy" });
  expect(checked.agrees).toBe(true);
  expect(checked.files.filter(({ kind }) => kind === "best-portfolio")).toHaveLength(2);
  expect(checked.files.filter(({ kind }) => kind === "zone-portfolio")).toHaveLength(2);
  await service.close();
});

test("two portfolios of one size, an unknown zone and a folder that is there are refused", async () => {
  const { service, out } = await prepared();
  const ask = (...portfolios: { members: string[]; zone?: string }[]) =>
    service.call(portfolioFiles, { dataset: "d", out, portfolios, zones: true });
  await expect(ask({ members: ["S1", "S2"] }, { members: ["S3", "S4"] })).rejects.toThrow(
    /Two portfolios have 2 strategies/,
  );
  await expect(ask({ members: ["S1"] }, { members: ["S2"], zone: "Zone 9" })).rejects.toThrow(
    /no zone "Zone 9"/,
  );
  await expect(ask({ members: ["S1"], zone: "Zone 1" })).rejects.toThrow(/Every portfolio is that of a zone/);
  await ask({ members: ["S1", "S2"] });
  await expect(ask({ members: ["S1", "S2"] })).rejects.toMatchObject({ report: { code: "already-exists" } });
  await service.close();
});
