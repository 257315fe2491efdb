import fc from "fast-check";
import { expect, test } from "vitest";
import { knownName, normalName, uniqueNames } from "../../../../electron/service/importing/columns/names.ts";
import { atOnce } from "../../../../electron/service/turns.ts";

const known = new Set(["", "date", "day", "regime_confidence", "zone", "início"]);
const find = knownName(known);

test("known columns are found in any writing", () => {
  expect(find("Regime_Confidence_%")).toBe("regime_confidence");
  expect(find("  DATE ")).toBe("date");
  expect(find("Início")).toBe("início");
  expect(find(" - ")).toBe("");
  expect(find("Day 2")).toBeUndefined();
  expect(find("SENSEX 0916-1015 SL7%")).toBeUndefined();
});

test("the look at the first letters changes nothing", () => {
  const parts = fc.constantFrom(
    "da",
    "Da",
    "te",
    "y",
    "_",
    " ",
    "%",
    "zone",
    "Zo",
    "ne",
    "é",
    "í",
    "1",
    "SL",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 5 }), (chosen) => {
      const normal = normalName(chosen.join(""));
      expect(find(chosen.join(""))).toBe(known.has(normal) ? normal : undefined);
    }),
  );
});

test("many columns of one name take time in proportion to their number", () => {
  const names = Array.from({ length: 60_000 }, () => "a");
  const start = process.cpuUsage();
  const { names: unique } = atOnce(uniqueNames(names, "rename", "f.csv"));
  expect(unique.slice(0, 3)).toEqual(["a", "a.2", "a.3"]);
  expect(new Set(unique).size).toBe(names.length);
  expect(() => atOnce(uniqueNames(names, "refuse", "f.csv"))).toThrow("more than once");
  // It took minutes when each search for a free name began anew.
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
});
