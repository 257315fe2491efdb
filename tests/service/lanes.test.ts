import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lanes } from "../../electron/service/lanes.ts";
import { rankOf } from "../../electron/service/verdict/ranks.ts";
import { rankOfTwin, sequentialP } from "../../electron/service/verdict/twins.ts";
import { cases } from "../support/cases.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("work on lanes", () => {
  it("goes by rank, of equals by what was asked first, never more at a time than there are lanes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        async (ranks, width) => {
          const told: number[] = [];
          const lanes = new Lanes(width, (fraction) => told.push(fraction));
          const begun: number[] = [];
          let [running, most] = [0, 0];
          const asked = ranks.map((rank, k) =>
            lanes.run(
              () => rank,
              async () => {
                begun.push(k);
                running += 1;
                most = Math.max(most, running);
                for (let left = k % 3; left >= 0; left -= 1) await turn();
                running -= 1;
                return k;
              },
            ),
          );
          expect(await Promise.all(asked)).toEqual(ranks.map((_, k) => k));
          const order = ranks.map((rank, k) => [rank, k] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
          expect(begun).toEqual(order.map(([, k]) => k));
          expect(most).toBe(Math.min(width, ranks.length));
          await lanes.end();
          expect(told).toEqual(ranks.map((_, k) => (k + 1) / ranks.length));
        },
      ),
      { numRuns: cases(30) },
    );
  });

  it("begins nothing after a failure, which all that waited hear of, and waits for what goes on", async () => {
    const lanes = new Lanes(2);
    const begun: string[] = [];
    let ended = false;
    const asked = ["fails", "lasts", "waits"].map((one) =>
      lanes.run(
        () => 0,
        async () => {
          begun.push(one);
          await turn();
          if (one === "fails") throw new Error("no room");
          for (let left = 5; left > 0; left -= 1) await turn();
          ended = true;
        },
      ),
    );
    await expect(Promise.all(asked)).rejects.toThrow("no room");
    expect(ended).toBe(false);
    await lanes.end();
    expect(ended).toBe(true);
    await expect(asked[2]).rejects.toThrow("no room");
    const late = lanes.run(
      () => 0,
      async () => undefined,
    );
    await expect(late).rejects.toThrow("no room");
    expect(begun).toEqual(["fails", "lasts"]);
  });
});

it("a twin is needed where no answer can be without it, and settled where every answer is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
      fc.array(fc.boolean(), { minLength: 19, maxLength: 19 }),
      fc.integer({ min: 0, max: 18 }),
      fc.boolean(),
      (asGood, isKnown, twin, isReached) => {
        const values = asGood.map((one) => (one ? 2 : 0));
        const found = values.map((value, k) => (isKnown[k] ? { value } : undefined));
        const rank = rankOfTwin(twin, isReached ? 1 : undefined, found);
        // How many of 19 an answer rests on, where all that are open do as well, and where none does.
        const usedWith = (open: number) =>
          sequentialP(
            1,
            values.map((value, k) => (isReached && isKnown[k] ? value : open)),
            19,
          )?.used as number;
        if (twin < usedWith(2)) expect(rank).toBe(rankOf.neededTwin);
        else if (twin >= usedWith(0)) expect(rank).toBe(rankOf.settledTwin);
        else expect(rank).toBe(rankOf.spareTwin);
      },
    ),
    { numRuns: cases(100) },
  );
});
