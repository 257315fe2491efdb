import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { regimeJoin } from "../../../../electron/contract/methods/regime.ts";
import { zoneAssign } from "../../../../electron/contract/methods/zone.ts";
import { regimeJoinHandler } from "../../../../electron/service/analysis/handlers/regime.ts";
import { zoneAssignHandler } from "../../../../electron/service/analysis/handlers/zone.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../../importing/support/import-context.ts";
import { quietCall } from "../support/analysis-context.ts";

const enhanced = join(import.meta.dirname, "../../../golden/enhanced_zones/enhanced_88x29.csv");

async function imported(file = enhanced) {
  const context = importContext(await temporaryHome());
  await importInto(context, "d", [file]);
  return context;
}

describe("zone.assign", () => {
  it("makes a version with the same cells and zones by start time", async () => {
    const context = await imported();
    const before = await context.datasets.open("d");
    const request = zoneAssign.request.parse({ dataset: "d", windows: { kind: "equal", count: 2 } });
    const got = await zoneAssignHandler.handle(request, context, quietCall);
    expect(got).toMatchObject({ version: 2, withoutTime: 0 });
    expect(Object.values(got.zones).reduce((a, b) => a + b, 0)).toBe(88);

    const after = await context.datasets.open("d");
    expect(after.matrix.rows).toEqual(before.matrix.rows);
    for (const one of after.observations) {
      expect(one.zone).toBe((one.startTime ?? "") < "12:22:30" ? "Zone 1" : "Zone 2");
    }
    expect((await context.datasets.open("d", { version: 1 })).observations).toEqual(before.observations);
    expect((await context.datasets.verify("d")).faults).toEqual([]);
  });

  it("leaves the dataset as it was, and free, when the windows are wrong", async () => {
    const context = await imported();
    const windows = { kind: "custom", windows: [{ name: "x", start: "12:00", end: "11:00" }] };
    const request = zoneAssign.request.parse({ dataset: "d", windows });
    await expect(zoneAssignHandler.handle(request, context, quietCall)).rejects.toMatchObject({
      report: { code: "bad-request" },
    });
    expect((await context.datasets.manifest("d")).version).toBe(1);
    const writer = await context.datasets.begin("d", "change");
    await writer.discard();
  });
});

describe("regime.join", () => {
  it("gives observations the regime of their window, in percent", async () => {
    const context = await imported();
    const file = join(context.home, "bars.csv");
    const header = "Date,Time,Market Regime,Confidence Score,Transition Threshold Score";
    await writeFile(
      file,
      `${header}\n2024-02-14,09:30:00,Storm,0.75,0.5\n2024-02-14,11:10:00,Calm,0.9,0.1\n`,
    );
    const got = await regimeJoinHandler.handle(
      regimeJoin.request.parse({ dataset: "d", file }),
      context,
      quietCall,
    );
    expect(got).toMatchObject({
      version: 2,
      bars: 2,
      matched: 2,
      unmatched: 86,
      confidenceScale: "fraction",
    });
    const { observations } = await context.datasets.open("d");
    const storm = observations.filter((one) => one.marketRegime === "Storm");
    expect(storm).toHaveLength(1);
    expect(storm[0]).toMatchObject({
      date: "2024-02-14",
      zone: "A",
      confidence: 75,
      transitionThreshold: 0.5,
    });
  });

  it("says which file cannot be read", async () => {
    const context = await imported();
    const request = regimeJoin.request.parse({ dataset: "d", file: join(context.home, "none.csv") });
    await expect(regimeJoinHandler.handle(request, context, quietCall)).rejects.toMatchObject({
      report: { code: "unreadable" },
    });
  });

  const reference = process.env.TESSERA_REFERENCE_DATA ?? "";
  const bars = join(reference, "regime-bars-jan2023.csv");
  const hasBars = reference !== "" && existsSync(bars);
  if (!hasBars) console.warn("skipped: TESSERA_REFERENCE_DATA does not name a folder with the regime bars");

  it.skipIf(!hasBars)("joins the real five-minute bars to the real enhanced sample", async () => {
    const context = await imported(join(reference, "enhanced-88x29.csv"));
    const request = regimeJoin.request.parse({ dataset: "d", file: bars });
    const got = await regimeJoinHandler.handle(request, context, quietCall);
    expect(got.confidenceScale).toBe("fraction");
    expect(got.matched + got.unmatched).toBe(88);
    expect(got.matched).toBeGreaterThan(0);
    const { observations } = await context.datasets.open("d");
    for (const { confidence } of observations) expect(confidence).toBeGreaterThan(50);
  });
});
