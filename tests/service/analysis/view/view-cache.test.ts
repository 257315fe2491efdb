import { describe, expect, it } from "vitest";
import type { AnalysisView } from "../../../../electron/service/analysis/view/analysis-view.ts";
import { type OpenedView, ViewCache } from "../../../../electron/service/analysis/view/view-cache.ts";

/** A view of `strategies` columns whose session notes that it was closed. */
function opened(strategies: number, closed: number[] = []): OpenedView {
  const view = { matrix: { observations: 1, strategies, rows: [] } } as unknown as AnalysisView;
  const session = { close: () => closed.push(strategies) };
  return { view, session: session as unknown as OpenedView["session"] };
}

describe("ViewCache", () => {
  it("opens a view once while it is among those used last, and closes the one used longest ago", async () => {
    const cache = new ViewCache(2);
    const closed: number[] = [];
    let opens = 0;
    const use = (strategies: number) =>
      cache.use(
        `${strategies}`,
        async () => {
          opens += 1;
          return opened(strategies, closed);
        },
        async ({ view }) => view.matrix.strategies,
      );
    expect([await use(1), await use(2), await use(1), await use(3)]).toEqual([1, 2, 1, 3]);
    await Promise.resolve();
    expect([opens, closed]).toEqual([3, [2]]);
  });

  it("computes what rests on a view once for each key, and again after a failure", async () => {
    const cache = new ViewCache();
    const [one, other] = [opened(1).view, opened(2).view];
    let computed = 0;
    const count = async () => ++computed;
    expect(await cache.derived(one, "a", count)).toBe(1);
    expect(await cache.derived(one, "a", count)).toBe(1);
    expect(await cache.derived(one, "b", count)).toBe(2);
    expect(await cache.derived(other, "a", count)).toBe(3);
    const failing = () => Promise.reject(new Error("cancelled"));
    await expect(cache.derived(one, "c", failing)).rejects.toThrow("cancelled");
    expect(await cache.derived(one, "c", count)).toBe(4);
  });

  it("computes again for those that waited for a call that was cancelled", async () => {
    const cache = new ViewCache();
    const { view } = opened(1);
    let cancel = () => {};
    const cancelled = cache.derived(
      view,
      "a",
      () => new Promise<number>((_, reject) => (cancel = () => reject(new Error("cancelled")))),
    );
    let computed = 0;
    const waiting = [1, 2].map(() => cache.derived(view, "a", async () => ++computed));
    cancel();
    await expect(cancelled).rejects.toThrow("cancelled");
    expect(await Promise.all(waiting)).toEqual([1, 1]);
  });
});
