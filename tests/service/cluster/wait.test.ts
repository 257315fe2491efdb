import { expect, it } from "vitest";
import { pauseAfter } from "../../../electron/service/cluster/wait.ts";

it("a scheduler is asked less often the longer the shards take", () => {
  let questions = 0;
  for (let waited = 0; waited < 8 * 3_600_000; waited += pauseAfter(waited)) questions += 1;
  // Every two seconds it would be 14,400 of a working day.
  expect(questions).toBeLessThan(600);
  expect(pauseAfter(0)).toBe(2000);
  expect(pauseAfter(600_000)).toBe(30_000);
  expect(pauseAfter(86_400_000)).toBe(60_000);
});
