import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { PlannedWork } from "../../../electron/contract/methods/engine.ts";
import { planWorks } from "../../../electron/service/analysis/work-plans.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";

describe("the plans of work on all strategies", () => {
  const home = mkdtempSync(join(tmpdir(), "tessera-plans-"));
  // No dataset was imported yet: there is no folder of them.
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  async function plans(gigabytes: number, strategies = 10_000, observations = 1000, missingCells = 0) {
    const overrides = [`analysis.memory_gb=${gigabytes}`, "storage.row_group_strategies=1024"];
    const settings = liveSettings({ file: join(home, "settings.ini"), overrides });
    const works = await planWorks({ strategies, observations, missingCells }, { home, settings });
    return (work: PlannedWork) => works.find((one) => one.work === work) ?? expect.fail(work);
  }
  const cells = 8 * 10_000 * 1000;
  const pairs = (10_000 * 9999) / 2;

  it("are all of the whole where it fits, which reads it once", async () => {
    const of = await plans(0.25);
    for (const work of ["metrics", "groups", "correlate", "duplicates", "search", "zone-search"] as const)
      expect(of(work)).toMatchObject({ how: "whole", readBytes: cells, diskBytes: 0, holdBytes: 3 * cells });
    expect(of("correlate").pairs).toBe(pairs);
    expect(of("metrics").pairs).toBe(0);
    // A block of 4,096 strategies twice, and two tables of rows by rows.
    expect(of("map").holdBytes).toBe(3 * cells + 8 * 1000 * (2 * 4096 + 2000));
  });

  it("go in parts where it does not, and say what they read, hold and put on the disk", async () => {
    const of = await plans(0.2);
    for (const work of ["metrics", "groups"] as const) {
      const { how, readBytes, holdBytes, diskBytes } = of(work);
      expect([how, readBytes, diskBytes]).toEqual(["in parts", cells, 0]);
      expect(holdBytes).toBeLessThan(3 * cells);
    }
    for (const work of ["correlate", "duplicates", "clusters", "map"] as const) {
      expect(of(work)).toMatchObject({ how: "in parts", readBytes: cells, diskBytes: cells });
      expect(of(work).holdBytes).toBeLessThan(0.2e9);
    }
    expect(of("clusters")).toMatchObject({ againBytes: 2 * cells, pairs: 0 });
    expect(of("map").againBytes).toBe(of("duplicates").againBytes + 2 * cells);
    expect(of("correlate").againBytes).toBe(of("duplicates").againBytes + cells);
    expect(of("duplicates").againBytes).toBeGreaterThan(cells);
    expect(of("duplicates").againBytes).toBeLessThan(2 * cells);
    // Cells that are missing take more of what is there.
    const holes = await plans(0.2, 10_000, 1000, 1);
    expect(holes("duplicates").againBytes).toBeGreaterThan(of("duplicates").againBytes);
  });

  it("read all pieces behind each group once", async () => {
    for (const gigabytes of [0.01, 0.05, 0.11]) {
      const of = await plans(gigabytes);
      const { againBytes, summary } = of("duplicates");
      const [, group = ""] = /groups of ([\d,]+) strategies/.exec(summary) ?? [];
      let columns = 0;
      for (let from = 0; from < 10_000; from += Number(group.replace(",", ""))) columns += 10_000 - from;
      expect(againBytes).toBe(8 * 1000 * columns);
    }
  });

  it("refuse a search, and name what would fit", async () => {
    const of = await plans(0.2);
    expect(of("search")).toMatchObject({ how: "refused", readBytes: 0, pairs: 0 });
    expect(of("search").summary).toBe(
      "Holds all of it, up to 240 MB of 200 MB: take at most 833 rows, or a pool of the best strategies (--pool), or more memory.",
    );
    expect(of("zone-search").summary).not.toContain("pool");
  });

  it("refuse what has more rows than their products have memory for", async () => {
    const of = await plans(0.4, 20_000, 8000);
    expect(of("clusters")).toMatchObject({ how: "refused", holdBytes: 8 * 8000 * (2 * 4096 + 16_000) });
    expect(of("map").summary).toBe(
      "The products of all pairs of rows take 1.55 GB of 400 MB: take fewer rows, or more memory.",
    );
    expect(of("duplicates").how).toBe("in parts");
  });

  it("do without a file where the disk has no room for one, and refuse what needs it", async () => {
    const of = await plans(8, 2_000_000_000, 1000);
    expect(of("map").how).toBe("refused");
    expect(of("clusters").summary).toContain("on the disk meanwhile, and there is no room");
    expect(of("correlate")).toMatchObject({ how: "in parts", diskBytes: 0 });
    expect(of("correlate").summary).toContain("the disk has no room for a file");
  });
});
