import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

const golden = join(import.meta.dirname, "../../golden/enhanced_zones");
const { result } = JSON.parse(readFileSync(join(golden, "enhanced_expected.json"), "utf8"));

test("the enhanced format is understood without a word of configuration", async () => {
  const context = importContext(await temporaryHome());
  const file = join(golden, "enhanced_88x29.csv");
  const { dataset, files } = await importInto(context, "enhanced", [file]);
  expect(files[0]).toMatchObject({
    mapping: "enhanced",
    dateFormat: "DD-MM-YYYY",
    confidenceScale: "percent",
  });
  expect(dataset).toMatchObject({ observations: 88, strategies: 20, rejects: {}, missingCells: 0 });

  const { observations, matrix } = await context.datasets.open("enhanced");
  expect([...new Set(observations.map((one) => one.date))]).toEqual(result.dates_iso_sorted);
  const confidence = observations.map((one) => one.confidence ?? Number.NaN);
  expect([Math.min(...confidence), Math.max(...confidence)]).toEqual([
    result.confidence_min,
    result.confidence_max,
  ]);
  const kept = observations.filter((one) => (one.confidence ?? 0) >= 70).map((one) => one.sourceRow);
  expect(kept).toEqual(result.kept_row_numbers_0based_70);
  const regimes = Map.groupBy(observations, (one) => one.marketRegime);
  expect(Object.fromEntries([...regimes].map(([name, all]) => [name, all.length]))).toEqual(
    result.regime_counts_all,
  );
  expect(observations.reduce((sum, one) => sum + (one.capital ?? 0), 0)).toBe(result.capital_sum);
  const over = observations.filter((one) => (one.transitionThreshold ?? 0) > 0.5).map((one) => one.sourceRow);
  expect(over).toEqual(result["transition_row_numbers_0based_gt_0.5"]);

  const daily = result.daily_sum_over_zones;
  daily.dates.forEach((date: string, day: number) => {
    const rows = observations.flatMap((one, index) => (one.date === date ? [matrix.rows[index]] : []));
    expect(rows).toHaveLength(4);
    daily.matrix[day].forEach((wanted: number, column: number) => {
      const sum = rows.reduce((total, row) => total + (row?.[column] ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(wanted, 12);
    });
  });
});

test("the zone format holds the same cells", async () => {
  const context = importContext(await temporaryHome());
  const zones = await importInto(context, "zones", [join(golden, "zone_format_88x23.csv")]);
  await importInto(context, "enhanced", [join(golden, "enhanced_88x29.csv")]);
  expect(zones.files[0]?.mapping).toBe("zones");
  const [a, b] = [await context.datasets.open("zones"), await context.datasets.open("enhanced")];
  expect(a.matrix.rows).toEqual(b.matrix.rows);
  expect(a.observations.map((one) => one.zone)).toEqual(b.observations.map((one) => longName(one.zone)));
});

test("every cell is exactly the one of the golden zone matrix", async () => {
  const expected = JSON.parse(readFileSync(join(golden, "zone_expected.json"), "utf8"));
  const context = importContext(await temporaryHome());
  for (const file of ["zone_format_88x23.csv", "enhanced_88x29.csv"]) {
    await importInto(context, file, [join(golden, file)]);
    const { observations, strategies, matrix } = await context.datasets.open(file);
    expect([...strategies]).toEqual(expected.strategies);
    const zones = [...new Set(observations.map((one) => one.zone))].sort();
    const found = expected.dates.map((date: string) =>
      zones.map((zone) => {
        const row = observations.findIndex((one) => one.date === date && one.zone === zone);
        return [...(matrix.rows[row] ?? [])];
      }),
    );
    expect(found).toEqual(expected.zone_matrix);
  }
});

const names: Record<string, string> = JSON.parse(
  readFileSync(join(golden, "enhanced_expected.json"), "utf8"),
).zone_names;
const longName = (zone: string | null): string | undefined => names[zone ?? ""];
