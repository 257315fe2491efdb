import { expect, it } from "vitest";
import { counted } from "../../../electron/service/importing/counted.ts";

it.each([
  [1, "strategy column", "are", "1 strategy column is"],
  [25_544, "strategy column", "have", "25,544 strategy columns have"],
  [1, "strategy column", "have", "1 strategy column has"],
  [1, "row", "repeat", "1 row repeats"],
  [2, "row", "repeat", "2 rows repeat"],
  [1, "column", "were", "1 column was"],
])("says %d %s %s in words", (count, thing, verb, words) => {
  expect(counted(count, thing, verb)).toBe(words);
});
