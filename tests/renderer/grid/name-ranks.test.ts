import fc from "fast-check";
import { expect, test } from "vitest";
import { nameRanks, rankingNames } from "../../../renderer/grid/name-ranks.ts";
import { meanwhile } from "../../../renderer/grid/pieces.ts";
import { cases } from "../../support/cases.ts";

const going = new AbortController().signal;

test("ranks are those of the names in order, numbers inside them by value, and one for names that are alike", () => {
  expect([...nameRanks(["SL 100", "b", "SL 9", "A", "SL 100", ""])]).toEqual([4, 2, 3, 1, 4, 0]);
});

/** The same by comparing each with each. */
function comparedRanks(names: readonly string[]): number[] {
  const { compare } = new Intl.Collator("en", { numeric: true });
  const sorted = [...new Set(names)].sort(compare);
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [at, name] of sorted.entries()) {
    if (at > 0 && compare(sorted[at - 1] ?? "", name) !== 0) rank += 1;
    ranks.set(name, rank);
  }
  return names.map((name) => ranks.get(name) ?? -1);
}

test("sorted in pieces they are as compared one by one, whatever their words and their number", async () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "A", "B", "1", "9", "0", " ", "-", "é"),
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(name, { maxLength: 2600, size: "max" }), async (names) => {
      expect([...((await meanwhile(rankingNames(names), going)) ?? [])]).toEqual(comparedRanks(names));
    }),
    { numRuns: cases(15) },
  );
});

test("the window goes on while they are sorted, and what is not wanted any more ends", async () => {
  const names = Array.from({ length: 60_000 }, (_, at) => `strategy ${(at * 7919) % 60_000}`);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const ranks = await meanwhile(rankingNames(names), going);
  clearInterval(timer);
  expect(ranks?.[1]).toBe(7919);
  expect(turns).toBeGreaterThan(1);
  const left = new AbortController();
  const gone = meanwhile(rankingNames(names), left.signal);
  left.abort();
  expect(await gone).toBeUndefined();
});
