import { describe, expect, it } from "vitest";
import {
  annualisationWarnings,
  inferAnnualisation,
} from "../../../../electron/service/analysis/metrics/basis.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const days = (count: number, step: number) =>
  Array.from({ length: count }, (_, t) =>
    new Date(Date.UTC(2024, 0, 1) + t * step * 864e5).toISOString().slice(0, 10),
  );

describe("inferAnnualisation", () => {
  it("finds 52 for weekly rows", () => {
    const { dates } = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
    expect(inferAnnualisation(dates)).toBe(52);
  });

  it("finds 365 for calendar days and counts several rows a day", () => {
    expect(inferAnnualisation(days(100, 1))).toBe(365);
    expect(inferAnnualisation([...days(100, 1), ...days(100, 1)])).toBe(730);
  });

  it("finds 261 for weekdays, 252 with holidays, 12 for months, and what else there is as it is", () => {
    const weekdays = days(400, 1).filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    expect(inferAnnualisation(weekdays)).toBe(261);
    expect(inferAnnualisation(weekdays.filter((_, k) => k % 29 !== 3))).toBe(252);
    expect(inferAnnualisation(weekdays.slice(0, 5))).toBe(261);
    const months = Array.from({ length: 30 }, (_, k) =>
      new Date(Date.UTC(2020, k, 1)).toISOString().slice(0, 10),
    );
    expect(inferAnnualisation(months)).toBe(12);
    expect(inferAnnualisation(days(50, 3))).toBeCloseTo(365.25 / 3, 9);
  });

  it("is moved neither by one stray date nor by a pause of years, which is said", () => {
    const weekdays = days(200, 1).filter((date) => ![0, 6].includes(new Date(date).getUTCDay()));
    const stray = [...weekdays, "2031-03-03"];
    expect(inferAnnualisation(stray)).toBe(252);
    expect(annualisationWarnings(stray, 252)).toEqual([
      "The dates have long pauses: the rows are annualised by the usual interval between two, not by the time they span.",
    ]);
    const paused = [...weekdays, ...weekdays.map((date) => date.replace("2024", "2029"))];
    expect(inferAnnualisation(paused)).toBe(252);
    expect(annualisationWarnings(weekdays, 261)).toEqual([]);
    expect(annualisationWarnings(weekdays.slice(0, 20), 261)).toEqual([
      "Annualised from 20 rows, under a quarter of a year.",
    ]);
  });

  it("says nothing about a single date", () => {
    expect(inferAnnualisation(["2024-01-01", "2024-01-01"])).toBeNull();
    expect(inferAnnualisation([])).toBeNull();
  });
});
