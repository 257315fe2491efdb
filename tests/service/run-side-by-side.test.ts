import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runSideBySide } from "../../electron/service/run-side-by-side.ts";
import { cases } from "../support/cases.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("tasks side by side", () => {
  it("run each once, never more than the width, and after what they wait for", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        async (count, width) => {
          const done: number[] = [];
          let running = 0;
          let most = 0;
          // Every task waits for the one four places before it.
          await runSideBySide(
            [...Array(count).keys()],
            width,
            (task) => task < 4 || done.includes(task - 4),
            async (task) => {
              most = Math.max(most, ++running);
              for (let k = 0; k <= task % 3; k++) await turn();
              running--;
              done.push(task);
            },
          );
          expect(most).toBeLessThanOrEqual(width);
          expect(done.toSorted((a, b) => a - b)).toEqual([...Array(count).keys()]);
          for (const task of done)
            if (task >= 4) expect(done.indexOf(task - 4)).toBeLessThan(done.indexOf(task));
        },
      ),
      { numRuns: cases(30) },
    );
  });

  it("begin nothing after a failure, and throw it once the others have ended", async () => {
    const ended: number[] = [];
    const work = runSideBySide(
      [0, 1, 2, 3],
      2,
      () => true,
      async (task) => {
        await turn();
        if (task === 0) throw new Error("no");
        await turn();
        ended.push(task);
      },
    );
    await expect(work).rejects.toThrow("no");
    expect(ended).toEqual([1]);
  });

  it("do not wait for ever for what never comes", async () => {
    await expect(
      runSideBySide(
        [0],
        1,
        () => false,
        async () => {},
      ),
    ).rejects.toThrow("waits");
  });
});
