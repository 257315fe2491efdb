import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { datasetImport, datasetTakeOver } from "../../../../electron/contract/methods/dataset.ts";
import { searchList, searchOpen } from "../../../../electron/contract/methods/kept-search.ts";
import { portfolioList } from "../../../../electron/contract/methods/portfolio.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import type { Service } from "../../../../electron/service/service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { noEngine } from "../../analysis/support/analysis-context.ts";

const golden = join(import.meta.dirname, "../../../golden");
const [runFolder = ""] = globSync(join(golden, "legacy_output_entire_day/ulta_off/run_*"));
const [invertedFolder = ""] = globSync(join(golden, "legacy_output_entire_day/ulta_on/run_*"));
const [zoneFolder = ""] = globSync(join(golden, "legacy_output_zone/run_*"));

describe.skipIf(noEngine)("result folders of the replaced system", () => {
  let home = "";
  let service: Service;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "tessera-take-over-"));
    const settings = liveSettings({ file: join(home, "settings.ini"), overrides: ["engine.backend=cpu"] });
    service = createService({ home, settings });
    const day = join(golden, "entire_day_82x400/entire_day_82x400.csv");
    await service.call(datasetImport, { files: [day], dataset: "day" });
    const zones = join(golden, "enhanced_zones/zone_format_88x23.csv");
    await service.call(datasetImport, { files: [zones], dataset: "zones" });
  }, 60_000);
  afterAll(() => {
    service?.close();
    rmSync(home, { recursive: true, force: true });
  });
  const take = async (dataset: string, folder: string) => {
    const { runs } = await service.call(datasetTakeOver, { dataset, folders: [folder] });
    return runs[0];
  };

  it("become portfolios and a kept run, with figures that agree, once", async () => {
    const first = await take("day", runFolder);
    expect(first).toMatchObject({ portfolios: 3, known: false, skipped: [] });
    expect(first?.agreeing).toBe(first?.compared);
    expect(first?.compared).toBeGreaterThan(2000);
    const { portfolios } = await service.call(portfolioList, { dataset: "day" });
    expect(portfolios.map(({ members }) => members.length).sort()).toEqual([10, 8, 9]);
    for (const one of portfolios) {
      expect(one).toMatchObject({ takenOver: runFolder, createdAt: "2026-11-22T13:06:06.000Z" });
      expect(one.found?.algorithm).toBeDefined();
    }
    // Known before anything is read of the dataset.
    const { open } = service.context.datasets;
    Object.assign(service.context.datasets, {
      open: () => Promise.reject(new Error("the dataset was opened")),
    });
    const { skipped: _, known: __, ...same } = first ?? {};
    expect(await take("day", runFolder)).toMatchObject({ ...same, known: true });
    Object.assign(service.context.datasets, { open });
    expect((await service.call(portfolioList, { dataset: "day" })).portfolios).toHaveLength(3);

    const [search] = (await service.call(searchList, { dataset: "day" })).searches;
    expect(search).toMatchObject({ id: first?.id, state: "done", version: 1 });
    expect(search?.takenOver?.portfolios).toHaveLength(3);
    expect(search?.headline?.sentence).toContain(`${first?.compared} of ${first?.compared}`);
    const opened = await service.call(searchOpen, { id: search?.id ?? "" });
    expect(opened).toMatchObject({ folder: runFolder, rows: null, zones: null });
  });

  it("keep their portfolios before the run, so that what is killed between is made whole by the next", async () => {
    const copy = join(home, "cut off");
    cpSync(runFolder, copy, { recursive: true });
    writeFileSync(join(copy, "note.txt"), "another digest");
    const { takeOver } = service.context.searches;
    Object.assign(service.context.searches, { takeOver: () => Promise.reject(new Error("killed")) });
    await expect(take("day", copy)).rejects.toThrow("killed");
    Object.assign(service.context.searches, { takeOver });
    const count = async () => (await service.call(portfolioList, { dataset: "day" })).portfolios.length;
    expect(await count()).toBe(6);
    expect(await take("day", copy)).toMatchObject({ portfolios: 3, known: false });
    expect(await count()).toBe(6);
  });

  it("name the best portfolio twice, in its own file and in the summary: it is taken over once", async () => {
    const copy = join(home, "named twice");
    cpSync(runFolder, copy, { recursive: true });
    const [best = ""] = globSync(join(copy, "best_portfolio_size8_*.txt"));
    const named = [...readFileSync(best, "utf8").matchAll(/^\d+\. entire_day_82x400_(.*)$/gm)];
    const { strategies } = await service.context.datasets.open("day");
    const portfolio = named.map(([, name = ""]) => strategies.indexOf(name.trim()));
    const run = { best_fitness: 58.87461318463596, best_portfolio: portfolio };
    const other = { best_fitness: 1, best_portfolio: [1, 2, 3] };
    const summary = {
      best_result: { algorithm: "simulated_annealing", fitness: run.best_fitness, portfolio },
      individual_results: { simulated_annealing: run, genetic_algorithm: other },
    };
    writeFileSync(join(copy, "execution_summary_20261122_130606.json"), JSON.stringify(summary));
    expect(await take("day", copy)).toMatchObject({ portfolios: 4, skipped: [] });
  });

  it("of a run with ULTA have its inverted strategies", async () => {
    const taken = await take("day", invertedFolder);
    expect(taken).toMatchObject({ portfolios: 2, skipped: [] });
    const { portfolios } = await service.call(portfolioList, { dataset: "day" });
    expect(portfolios.some(({ members }) => members.some((name) => name.endsWith("_inv")))).toBe(true);
  });

  it("of a zone run say which zone", async () => {
    const taken = await take("zones", zoneFolder);
    expect(taken).toMatchObject({ portfolios: 8, skipped: [] });
    const { searches } = await service.call(searchList, { dataset: "zones" });
    const rows = searches[0]?.takenOver?.portfolios.map((one) => one.rows);
    expect(new Set(rows)).toEqual(new Set(["Zone 1", "Zone 2", "Zone 3", "Zone 4", "weighted zones"]));
  });

  it("of another table leave out what is not there, and say so; a folder without portfolios is refused", async () => {
    const copy = join(home, "other");
    cpSync(runFolder, copy, { recursive: true });
    const taken = await take("zones", copy);
    expect(taken).toMatchObject({ portfolios: 0, known: false });
    expect(taken?.skipped).toHaveLength(3);
    expect(taken?.skipped[0]?.reason).toMatch(/^the dataset has no strategy /);
    const empty = join(home, "empty");
    cpSync(join(golden, "risk_metrics"), empty, { recursive: true });
    writeFileSync(join(empty, "note.txt"), "nothing");
    await expect(take("day", empty)).rejects.toMatchObject({ report: { code: "bad-input" } });
  });
});
