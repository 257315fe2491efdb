import { expect, it } from "vitest";
import { formatDifference } from "../../../renderer/screens/data/format-difference.ts";

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
