import { expect, it } from "vitest";
import { qualityLines } from "../../../electron/contract/verdict-text.ts";
import { goldenView, trySearch } from "./support/search-service.ts";

const view = goldenView("entire_day_82x400/entire_day_82x400.csv");
const request = {
  minSize: 5,
  maxSize: 5,
  evaluations: 20_000,
  algorithms: ["hc"],
  seed: 1,
  penaltyWeight: 2,
  verdict: { twins: 0 },
};

it("a mixed objective is the sum of its terms in deviations, and says what each gave", async () => {
  const { best, quality, ...result } = await trySearch(view, {
    ...request,
    objective: "enhanced",
    profile: "textbook",
  });
  const terms = quality?.terms ?? [];
  const sum = terms.reduce((total, one) => total + one.weight * one.deviations, 0);
  expect(best.fitness).toBeCloseTo(sum - 2 * best.mean_correlation, 9);
  expect(terms.map(({ term }) => term)).toEqual(["sharpe", "sortino", "calmar", "kelly", "var", "cvar"]);
  expect(terms.reduce((total, one) => total + one.share, 0)).toBeCloseTo(1, 12);
  expect(qualityLines({ ...result, best, quality }).at(-1)).toMatch(
    /^Its terms in standard deviations .*: sharpe -?\d+\.\d \(\d+ %\), sortino .*, cvar -?\d+\.\d \(\d+ %\)\.$/,
  );
  // A year of other length multiplies the deviations as it does the terms.
  const year = { ...request, objective: "enhanced", profile: "textbook", penaltyWeight: 0 };
  const [a, b] = [
    await trySearch(view, { ...year, annualisation: 52 }),
    await trySearch(view, { ...year, annualisation: 252 }),
  ];
  expect(b.best.members).toEqual(a.best.members);
  expect(b.best.fitness).toBeCloseTo(a.best.fitness, 9);
});

it("a hybrid has its terms in the deviation of the ratio; the legacy profile has them raw", async () => {
  const hybrid = await trySearch(view, { ...request, objective: "hybrid", profile: "textbook" });
  const terms = hybrid.quality?.terms ?? [];
  expect(terms[0]).toMatchObject({ term: "ratio", weight: 0.3 });
  const sum = terms.reduce((total, one) => total + one.weight * one.deviations, 0);
  const { base, roi, max_drawdown: fall } = hybrid.best;
  const ratio = roi / Math.max(fall, hybrid.drawdownFloor);
  const unit = ratio / (terms[0]?.deviations as number);
  expect(base).toBeCloseTo(unit * sum, 6);
  const legacy = await trySearch(view, { ...request, objective: "enhanced", profile: "legacy" });
  expect(legacy.quality?.terms).toBeNull();
});
