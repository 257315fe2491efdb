import { expect, test } from "vitest";
import { columnNames } from "../../../../electron/service/datasets/version/parts.ts";

test("names of many rows of one date take time in proportion to their number", () => {
  const rows = Array.from({ length: 60_000 }, (_, at) => ({ date: "2024-01-04", zone: at % 2 ? "A" : "a" }));
  const start = process.cpuUsage();
  const names = columnNames(rows, new Set(["2024-01-04 a #3"]));
  expect(names.slice(0, 4)).toEqual([
    "2024-01-04 a",
    "2024-01-04 A #2",
    "2024-01-04 a #4",
    "2024-01-04 A #5",
  ]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(rows.length);
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
});
