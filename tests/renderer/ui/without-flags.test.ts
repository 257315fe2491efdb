import { expect, it } from "vitest";
import { withoutFlags } from "../../../renderer/ui/without-flags.ts";

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
