import { describe, expect, it } from "vitest";
import { inferAnnualisation } from "../../../../electron/service/analysis/metrics/basis.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const days = (count: number, step: number) =>
  Array.from({ length: count }, (_, t) =>
    new Date(Date.UTC(2024, 0, 1) + t * step * 864e5).toISOString().slice(0, 10),
  );

describe("inferAnnualisation", () => {
  it("finds about 52 for weekly rows", () => {
    const { dates } = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
    expect(inferAnnualisation(dates)).toBeCloseTo(52.2, 0);
  });

  it("finds 365.25 for calendar days and counts several rows a day", () => {
    expect(inferAnnualisation(days(100, 1))).toBeCloseTo(365.25, 9);
    expect(inferAnnualisation([...days(100, 1), ...days(100, 1)])).toBeCloseTo(730.5, 9);
  });

  it("says nothing about a single date", () => {
    expect(inferAnnualisation(["2024-01-01", "2024-01-01"])).toBeNull();
    expect(inferAnnualisation([])).toBeNull();
  });
});
