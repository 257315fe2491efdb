import { describe, expect, it } from "vitest";
import type { AnalysisView } from "../../../../electron/service/analysis/view/analysis-view.ts";
import { type OpenedView, ViewCache } from "../../../../electron/service/analysis/view/view-cache.ts";
import type { CallContext } from "../../../../electron/service/context.ts";

/** A view of `strategies` columns whose session notes that it was closed. */
function opened(strategies: number, closed: number[] = []): OpenedView {
  const view = { matrix: { observations: 1, strategies, rows: [] } } as unknown as AnalysisView;
  const session = { close: () => closed.push(strategies) };
  return { view, session: session as unknown as OpenedView["session"] };
}

const call = (signal = new AbortController().signal, heard: unknown[] = []) => ({
  signal,
  progress: (progress: unknown) => heard.push(progress),
});

describe("ViewCache", () => {
  it("opens a view once while it is among those used last, and closes the one used longest ago", async () => {
    const cache = new ViewCache(2);
    const closed: number[] = [];
    let opens = 0;
    const use = (strategies: number) =>
      cache.use(
        `${strategies}`,
        call(),
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

  it("gives an opening up when the last call that waits for it is cancelled, and tells all how far it is", async () => {
    const cache = new ViewCache();
    const [one, other] = [new AbortController(), new AbortController()];
    const heard: unknown[] = [];
    let ended = 0;
    let tell = (_: number) => {};
    const use = (own: CallContext) =>
      cache.use(
        "key",
        own,
        ({ signal, progress }) =>
          new Promise<OpenedView>((_, reject) => {
            tell = (fraction) => progress({ stage: "Reading", fraction });
            signal.addEventListener("abort", () => {
              ended += 1;
              reject(new Error("ended"));
            });
          }),
        async () => 1,
      );
    const first = use(call(one.signal, heard));
    const second = use(call(other.signal, heard));
    tell(0.25);
    one.abort();
    await expect(first).rejects.toMatchObject({ report: { code: "cancelled" } });
    tell(0.5);
    expect([ended, heard.length, cache.holds("key")]).toEqual([0, 3, true]);
    other.abort();
    await expect(second).rejects.toMatchObject({ report: { code: "cancelled" } });
    expect([ended, cache.holds("key")]).toEqual([1, false]);
    expect(
      await cache.use(
        "key",
        call(),
        async () => opened(1),
        async () => 2,
      ),
    ).toBe(2);
  });
});
