import { describe, expect, it } from "vitest";
import { Lanes } from "../../../electron/service/lanes.ts";
import { overfittingOf, symmetricSplits } from "../../../electron/service/verdict/overfitting.ts";
import { columnSharpes } from "../../../electron/service/verdict/rankings.ts";
import { type Selection, sampledView } from "../../../electron/service/verdict/selection.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

const call = { signal: new AbortController().signal, progress: () => undefined };

describe("the splits", () => {
  it("are every half of six parts, with the rest as judge", () => {
    const splits = symmetricSplits(82);
    expect(splits.length).toBe(20);
    const times = new Uint32Array(82);
    for (const { seen, judged } of splits) {
      expect([...seen, ...judged].sort((a, b) => a - b)).toEqual(Array.from({ length: 82 }, (_, t) => t));
      for (const t of seen) times[t] = (times[t] as number) + 1;
    }
    expect(new Set(times)).toEqual(new Set([10]));
  });
});

describe("the probability of backtest overfitting", () => {
  const best: Selection = async (view, sample) => {
    const value = columnSharpes(sampledView(view, sample).matrix);
    const members = Array.from(value.keys())
      .sort((a, b) => (value[b] as number) - (value[a] as number))
      .slice(0, 8);
    return { members, statistic: 0 };
  };
  const viewOf = (table: ReturnType<typeof normalTable>) =>
    searchView(
      Array.from({ length: table.strategies }, (_, i) => `s${i}`),
      table.rows.map((row) => ({ cells: Array.from(row) })),
    );

  it("is small with skill, and a coin on noise: the right way round", async () => {
    const skilled = await overfittingOf(
      viewOf(normalTable(60, 100, 1, { skilled: 20, skill: 0.6 })),
      best,
      { seed: 1, lanes: new Lanes(3) },
      call,
    );
    expect(skilled).toEqual({ probability: 0, below: 0, splits: 20 });
    let below = 0;
    for (let seed = 10; seed < 20; seed += 1) {
      below += (
        await overfittingOf(viewOf(normalTable(60, 100, seed)), best, { seed: 1, lanes: new Lanes(1) }, call)
      ).below;
    }
    expect(below / 200).toBeGreaterThan(0.25);
    expect(below / 200).toBeLessThan(0.75);
  });
});
