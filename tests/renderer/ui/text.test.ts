import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { csvRejectReasons } from "../../../electron/service/engine/addon/csv.ts";
import {
  asSentence,
  formatDifference,
  operationWords,
  plainPaths,
  rejectReason,
  rejectSaid,
  withMinus,
  withoutFlags,
} from "../../../renderer/ui/text.ts";

it("says in words why a cell was not taken as written", () => {
  for (const code of [...csvRejectReasons, "bad-date", "out-of-range", "sentinel"])
    for (const words of [rejectReason(code), rejectSaid(code)]) expect(words, code).toMatch(/^[a-z0-9, %]+$/);
});

it.each([
  ["the best backend that works here", "The best backend that works here."],
  ["works, but cuda is used", "Works, but cuda is used."],
  ["No NVIDIA driver is installed on this machine.", "No NVIDIA driver is installed on this machine."],
  ["engine.backend asks for cuda", "engine.backend asks for cuda."],
  ["", ""],
])("makes a sentence of %j", (reason, sentence) => {
  expect(asSentence(reason)).toBe(sentence);
});

it.each([
  [
    "Choose another name, or replace that dataset (--replace).",
    "Choose another name, or replace that dataset.",
  ],
  ["Say which column holds the dates (--force 'COLUMN=date').", "Say which column holds the dates."],
  [
    "Check the delimiter (--delimiter), the patterns (include, exclude) and the header.",
    "Check the delimiter, the patterns (include, exclude) and the header.",
  ],
  ["Free space on this disk (now).", "Free space on this disk (now)."],
])("leaves what is said for the command line out of %j", (remedy, expected) => {
  expect(withoutFlags(remedy)).toBe(expected);
});

it.each([
  [0, "0"],
  [1.234e-7, "1.2e-7"],
  [0.00042, "0.04 %"],
  [0.0123, "1.23 %"],
  [2.5, "250 %"],
  [10, "1,000 %"],
  [8_534_061, "over 1,000 %"],
  [Number.POSITIVE_INFINITY, "a value on one side only"],
])("says a relative difference of %d as %s", (relative, text) => {
  expect(formatDifference(relative)).toBe(text);
});

it("has words for every operation, none of them a technical name", () => {
  const list = readFileSync(
    join(import.meta.dirname, "../../../native/backends/common/operations.h"),
    "utf8",
  );
  const names = [...list.matchAll(/\bX\(TSR_OP_\w+, (\w+)\)/g)].map(([, name = ""]) =>
    name.replaceAll("_", "-"),
  );
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(operationWords(name), name).toMatch(/^[A-Z][A-Za-z& ]+$/);
  expect(operationWords("correlation-reduce")).toBe("Correlation of all pairs");
});

it("writes a name out that it does not know", () => {
  expect(operationWords("new-thing")).toBe("New thing");
});

it("names an uploaded file without the folders that it was staged in", () => {
  const folder = "/data/my home/staging/.tmp-18416-16265f68e578/63dd6d03681876cab760012e".replace(" ", "_");
  expect(plainPaths(`${folder}/a b.csv, line 2: "x"`)).toBe('a b.csv, line 2: "x"');
});

it("a sentence has a true minus where a figure is below 0, and nowhere else", () => {
  expect(withMinus("It earned -0.14 a row (-0.27 to -0.01), held-out rows of 2024-01-05, strategy-7.")).toBe(
    "It earned −0.14 a row (−0.27 to −0.01), held-out rows of 2024-01-05, strategy-7.",
  );
});
