import fc from "fast-check";
import { expect, test } from "vitest";
import { nameRanks, nameRanksMeanwhile } from "../../../renderer/grid/name-ranks.ts";
import { cases } from "../../support/cases.ts";

const going = new AbortController().signal;

test("ranks are those of the names in order, numbers inside them by value, and one for names that are alike", () => {
  expect([...nameRanks(["SL 100", "b", "SL 9", "A", "SL 100", ""])]).toEqual([4, 2, 3, 1, 4, 0]);
});

test("sorted in pieces they are the same, whatever the number of names", async () => {
  const name = fc.string({ unit: fc.constantFrom("a", "B", "1", "9", "0", " ", "é"), maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 2600, size: "max" }), async (names) => {
      expect(await nameRanksMeanwhile(names, going)).toEqual(nameRanks(names));
    }),
    { numRuns: cases(15) },
  );
});

test("the window goes on while they are sorted, and what is not wanted any more ends", async () => {
  const names = Array.from({ length: 60_000 }, (_, at) => `strategy ${(at * 7919) % 60_000}`);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const ranks = await nameRanksMeanwhile(names, going);
  clearInterval(timer);
  expect(ranks?.[1]).toBe(7919);
  expect(turns).toBeGreaterThan(1);
  const left = new AbortController();
  const gone = nameRanksMeanwhile(names, left.signal);
  left.abort();
  expect(await gone).toBeUndefined();
});
