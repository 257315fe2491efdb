import fc from "fast-check";
import { expect, it } from "vitest";
import { timeOfDate } from "../../../renderer/charts/time-of-date.ts";
import { timesOfDates } from "../../../renderer/charts/times-of-dates.ts";

it("leaves single observations at midnight", () => {
  expect(timesOfDates(["2024-01-04", "2024-01-11"])).toEqual([Date.UTC(2024, 0, 4), Date.UTC(2024, 0, 11)]);
});

it("spreads the zones of a day over it", () => {
  const hours = timesOfDates(["2024-01-04", "2024-01-04", "2024-01-04", "2024-01-04", "2024-01-05"]).map(
    (time) => (time - Date.UTC(2024, 0, 4)) / 3_600_000,
  );
  expect(hours).toEqual([0, 6, 12, 18, 24]);
});

it("ascends strictly and never leaves the day", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 200 }), (days) => {
      const dates = days.sort((a, b) => a - b).map((day) => `2024-02-${String(day).padStart(2, "0")}`);
      const times = timesOfDates(dates);
      times.forEach((time, i) => {
        expect(time).toBeGreaterThan(times[i - 1] ?? 0);
        expect(time - timeOfDate(dates[i] ?? "")).toBeLessThan(86_400_000);
      });
    }),
  );
});
