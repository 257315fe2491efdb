import { describe, expect, it } from "vitest";
import { zoneCube } from "../../../../electron/service/analysis/zones/cube.ts";
import { analysisContext } from "../support/analysis-context.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface ZoneGolden {
  zones_sorted: string[];
  dates: string[];
  zone_matrix: number[][][];
}

describe("zoneCube", () => {
  it("is the executed program's zone matrix", async () => {
    const golden = goldenJson<ZoneGolden>("enhanced_zones/zone_expected.json");
    const table = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);
    const { observations } = await analysisContext({ zones: table }).datasets.open("zones");
    const cube = zoneCube(table.matrix, observations);
    expect(cube.zones).toEqual(golden.zones_sorted);
    expect(cube.days.map((one) => one.date)).toEqual(golden.dates);
    expect(cube.rows.map((zones) => zones.map((row) => Array.from(row)))).toEqual(golden.zone_matrix);
  });

  it("counts a zone that a date lacks as 0 and leaves out what is outside the market", async () => {
    const table = readGoldenTable("enhanced_zones/zone_format_88x23.csv", 3);
    const { observations } = await analysisContext({ zones: table }).datasets.open("zones");
    const changed = observations.map((one, t) =>
      t === 0 ? { ...one, zone: "Outside Market" } : t === 1 ? { ...one, zone: null } : one,
    );
    const cube = zoneCube(table.matrix, changed);
    expect(cube.zones).toHaveLength(4);
    expect(Array.from(cube.rows[0]?.[0] ?? [1])).toEqual(new Array(20).fill(0));
    expect(Array.from(cube.rows[0]?.[1] ?? [1])).toEqual(new Array(20).fill(0));
  });
});
