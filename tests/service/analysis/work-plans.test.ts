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

  async function plans(
    gigabytes: number,
    strategies = 10_000,
    observations = 1000,
    { missingCells = 0, compression = "snappy" } = {},
  ) {
    const overrides = [
      `analysis.memory_gb=${gigabytes}`,
      "storage.row_group_strategies=1024",
      `storage.compression=${compression}`,
    ];
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
    for (const work of ["clusters", "map"] as const)
      expect(of(work)).toMatchObject({ how: "in parts", readBytes: cells, diskBytes: cells });
    // By the dataset's own order it takes no file.
    for (const work of ["correlate", "duplicates"] as const)
      expect(of(work)).toMatchObject({ how: "in parts", diskBytes: 0, againBytes: 0 });
    for (const work of ["correlate", "duplicates", "clusters", "map"] as const)
      expect(of(work).holdBytes).toBeLessThan(0.2e9);
    expect(of("clusters")).toMatchObject({ againBytes: 2 * cells, pairs: 0 });
    expect(of("map").againBytes).toBe(of("duplicates").readBytes + 2 * cells);
    expect(of("correlate").readBytes).toBe(of("duplicates").readBytes + cells);
    expect(of("correlate").summary).toContain("of cells, straight from the dataset");
    expect(of("duplicates").readBytes).toBeGreaterThan(cells);
    expect(of("duplicates").readBytes).toBeLessThan(2.5 * cells);
    // Cells that are missing take more of what is there.
    const holes = await plans(0.2, 10_000, 1000, { missingCells: 1 });
    expect(holes("duplicates").readBytes).toBeGreaterThan(of("duplicates").readBytes);
  });

  it("go by a file where another decoder reads the dataset, or its row groups are cut", async () => {
    const packed = await plans(0.2, 10_000, 1000, { compression: "zstd" });
    const cut = await plans(2, 10_000, 40_000);
    for (const [of, bytes] of [[packed, cells] as const, [cut, 40 * cells] as const])
      expect(of("duplicates")).toMatchObject({ how: "in parts", readBytes: bytes, diskBytes: bytes });
  });

  it("read all pieces behind each group once", async () => {
    for (const gigabytes of [0.01, 0.05, 0.11]) {
      const of = await plans(gigabytes);
      const { readBytes, againBytes, summary } = of("duplicates");
      const [, group = ""] = /groups of ([\d,]+) strategies/.exec(summary) ?? [];
      let columns = 0;
      for (let from = 0; from < 10_000; from += Number(group.replace(",", ""))) columns += 10_000 - from;
      expect(againBytes || readBytes).toBe(8 * 1000 * columns);
    }
  });

  it("put a search's matrices on the disk, and refuse one in zones with what would fit", async () => {
    const of = await plans(0.2);
    expect(of("search")).toMatchObject({ how: "in parts", readBytes: cells, diskBytes: 8 * cells, pairs });
    expect(of("search").holdBytes).toBeLessThan(0.2e9);
    expect(of("search").summary).toContain("into scratch files of up to 640 MB");
    expect(of("search").summary).toContain("Whether there is anything to find at all is not asked.");
    expect(of("search").summary).toContain("give a smaller one (--budget), or take a pool");
    expect(of("zone-search")).toMatchObject({ how: "refused", readBytes: 0, pairs: 0 });
    expect(of("zone-search").summary).toBe(
      "Holds all of it, up to 240 MB of 200 MB: take at most 833 rows, or more memory.",
    );
  });

  it("refuse what has more rows than their products have memory for", async () => {
    const of = await plans(0.4, 20_000, 8000);
    expect(of("clusters")).toMatchObject({ how: "refused", holdBytes: 8 * 8000 * (2 * 4096 + 16_000) });
    expect(of("map").summary).toBe(
      "The products of all pairs of rows take 1.55 GB of 400 MB: take fewer rows, or more memory.",
    );
    expect(of("duplicates").how).toBe("in parts");
  });

  it("count the correlations of all pairs where there are more rows than strategies", async () => {
    // As a whole: by the products of rows it would be 160 GB.
    const whole = await plans(8, 500, 100_000);
    expect(whole("map")).toMatchObject({ how: "whole", holdBytes: 8 * (3 * 100_000 * 500 + 500 * 500) });
    const of = await plans(0.8, 3000, 50_000);
    expect(of("clusters")).toMatchObject({ how: "in parts", pairs: (3000 * 2999) / 2 });
    expect(of("map").againBytes).toBeGreaterThan(of("clusters").againBytes);
    const few = await plans(1, 10_000, 20_000);
    expect(few("clusters").summary).toBe(
      "The correlations of all pairs take 800 MB of 1.00 GB: take fewer strategies, or more memory.",
    );
    expect(few("correlate").how).toBe("in parts");
  });

  it("hold no more than there is of a table of very many rows, and refuse what cannot", async () => {
    const of = await plans(6.8, 5000, 1_000_000);
    // 1,024 strategies of a group take 24.6 GB as a view: an eighth of them is less than half of the memory.
    for (const work of ["metrics", "groups"] as const)
      expect(of(work)).toMatchObject({ how: "in parts", holdBytes: 24e6 * 128, readBytes: 8 * 40e9 });
    for (const work of ["correlate", "duplicates", "clusters", "map"] as const)
      expect(of(work)).toMatchObject({ how: "refused", readBytes: 0 });
    expect(of("correlate").summary).toBe(
      "Two strips of 192 strategies take 7.68 GB of 6.80 GB: take at most 885,416 rows, or more memory.",
    );
    const fewer = await plans(6.8, 5000, 885_416);
    expect(fewer("correlate").how).toBe("in parts");
    expect(fewer("correlate").holdBytes).toBeLessThanOrEqual(6.8e9);
  });

  it("do without a file where the disk has no room for one, and refuse what needs it", async () => {
    const of = await plans(8, 2_000_000_000, 1000, { compression: "zstd" });
    expect(of("map").how).toBe("refused");
    expect(of("clusters").summary).toContain("on the disk meanwhile, and there is no room");
    expect(of("correlate")).toMatchObject({ how: "in parts", diskBytes: 0 });
    expect(of("correlate").summary).toContain("the disk has no room for a file");
  });
});
