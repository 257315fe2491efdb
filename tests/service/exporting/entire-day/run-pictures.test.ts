import { afterEach, describe, expect, it, vi } from "vitest";
import type { LegacyRun } from "../../../../electron/service/exporting/entire-day/legacy-run.ts";
import { RunPictures } from "../../../../electron/service/exporting/entire-day/run-pictures.ts";
import { PictureDrawer } from "../../../../electron/service/exporting/pictures/drawer.ts";
import type { LegacyRunOptions } from "../../../../electron/service/exporting/run-folder.ts";
import { naiveEngine } from "../../analysis/support/naive-engine.ts";
import { readGoldenTable } from "../../analysis/support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const found = (members: number[], fitness: number) => ({ algorithm: "sa", fitness, members });
const portfolios = [found([9, 4, 7], 3), found([1, 2, 3, 4], 5), found([8, 1, 2, 5, 6], 4)];
const [first, best] = portfolios as [(typeof portfolios)[0], (typeof portfolios)[0]];
const run = { startedAt: new Date(2026, 0, 2, 3, 4, 5), table, portfolios } as unknown as LegacyRun;
const options: LegacyRunOptions = {
  lineEnds: "lf",
  legacyOffByOne: false,
  charts: true,
  chartWidth: 320,
  chartHeight: 180,
  chartTheme: "light",
};

async function filesOf(pictures: RunPictures): Promise<Map<string, Uint8Array>> {
  try {
    return await pictures.files(run, best, await naiveEngine().open(table.matrix));
  } finally {
    await pictures.close();
  }
}

/** Few pictures are drawn by the calling thread, all at the end. */
const plain = filesOf(new RunPictures(options, 1));

describe("pictures of a run", () => {
  afterEach(() => vi.restoreAllMocks());

  it("drawn ahead are the same files, each drawn once", async () => {
    const expected = await plain;
    const draw = vi.spyOn(PictureDrawer.prototype, "draw");
    const session = await naiveEngine().open(table.matrix);
    const pictures = new RunPictures(options, portfolios.length);
    pictures.portfolioAhead(table, first);
    pictures.bestAhead(table, best, session);
    await vi.waitFor(() => expect(draw).toHaveBeenCalledTimes(3));
    const files = await filesOf(pictures);
    expect(draw).toHaveBeenCalledTimes(7);
    expect([...files.keys()]).toContain("correlation_heatmap_Best_Portfolio_Size4_20260102_030405.png");
    expect([...files.keys()]).toEqual([...expected.keys()]);
    for (const [name, png] of files)
      expect(Buffer.compare(png, expected.get(name) as Uint8Array), name).toBe(0);
    expect(new Set([...files.values()].map((png) => Buffer.from(png).toString("base64"))).size).toBe(7);
  });

  it("that was foretold wrongly is drawn anew", async () => {
    const pictures = new RunPictures(options, portfolios.length);
    pictures.portfolioAhead(table, { ...first, members: [1, 2, 3] });
    const files = await filesOf(pictures);
    const name = "equity_curve_Best_Portfolio_Size3_20260102_030405.png";
    expect(Buffer.compare(files.get(name) as Uint8Array, (await plain).get(name) as Uint8Array)).toBe(0);
  });

  it("are none where no charts are asked for, and no thread is started", async () => {
    const draw = vi.spyOn(PictureDrawer.prototype, "draw");
    const pictures = new RunPictures({ ...options, charts: false }, portfolios.length);
    pictures.portfolioAhead(table, first);
    expect((await filesOf(pictures)).size).toBe(0);
    expect(draw).not.toHaveBeenCalled();
  });
});
