// Kinds of tables of known truth (docs/objective.md), and tables drawn at random for what is to be expected of a choice.
import { CounterRandom } from "../../electron/service/sampling/counter-random.ts";

const families = { familySize: 20, familyCorrelation: 0.8 };
const planted = (count, value) => ({ count, value });

/**
 * What makes a kind; all that is not named is off. `shape` of the draws; families of so many at so much correlation; `factor`:
 * correlation by one common factor; `persistence`: lag-1 autocorrelation; `skill`: Sharpe ratio a row of `count` scattered
 * strategies (`whole`: of the first families), or normal of [mean, deviation], of each strategy (`each`) or family (`family`);
 * `crash`: 1 % of rows at -8 deviations, the mean kept, in half of the skilled (`skilled`) or in so many others (`others`);
 * `logDeviation` of volatilities over strategies; `garch`: volatility in spells, each strategy's own; `halfLife` of skill in
 * lengths of the table; `cost` a row and strategy, in median deviations. `real`: columns of the reference table.
 */
export const kinds = {
  "1 independent, 40 at 0.3": { skill: planted(40, 0.3) },
  "2 independent, 100 at 0.3": { skill: planted(100, 0.3) },
  "3 independent, 200 at 0.2": { skill: planted(200, 0.2) },
  "4 five whole families at 0.3": { ...families, skill: { ...planted(100, 0.3), whole: true } },
  "5 100 scattered over families": { ...families, skill: planted(100, 0.3) },
  "6 factor of 0.3, 100 at 0.3": { factor: 0.3, skill: planted(100, 0.3) },
  "7 Student t4, 100 at 0.3": { shape: "t4", skill: planted(100, 0.3) },
  "8 left-skewed, 100 at 0.3": { shape: "left", skill: planted(100, 0.3) },
  "9 all a little": { skill: { each: [0.03, 0.08] } },
  "10 families, factor, all a little": {
    ...families,
    factor: 0.3,
    logDeviation: 1,
    skill: { each: [0.02, 0.1] },
  },
  "12 100 at 0.3, half with tails": { skill: planted(100, 0.3), crash: { skilled: true } },
  "13 100 at 0.3, 300 others with tails": { skill: planted(100, 0.3), crash: { others: 300 } },
  "14 families and own": { ...families, skill: { family: [0.02, 0.07], each: [0, 0.07] } },
  "R1 real, signs random, 100 at 0.3": { real: true, signs: true, skill: planted(100, 0.3) },
  "R3 real, signs random, all a little": { real: true, signs: true, skill: { each: [0.02, 0.08] } },
  "real as it is": { real: true },
  "decaying skill, 100 at 0.3": { skill: planted(100, 0.3), halfLife: 1 },
  "GARCH, 100 at 0.3": { garch: true, skill: planted(100, 0.3) },
  "costs, 100 at 0.3": { cost: 0.05, skill: planted(100, 0.3) },
  "10,000: 500 at 0.3": { strategies: 10_000, skill: planted(500, 0.3) },
  "10,000: 500 scattered over families": { ...families, strategies: 10_000, skill: planted(500, 0.3) },
  "10,000: families and own": {
    ...families,
    strategies: 10_000,
    skill: { family: [0.02, 0.07], each: [0, 0.07] },
  },
  "25,544: 250 at 0.3": { strategies: 25_544, skill: planted(250, 0.3) },
  "25,544: families of 103": {
    strategies: 25_544,
    familySize: 103,
    familyCorrelation: 0.8,
    skill: planted(250, 0.3),
  },
  "25,544: families, factor, all a little": {
    ...families,
    strategies: 25_544,
    factor: 0.3,
    logDeviation: 1,
    skill: { each: [0.02, 0.1] },
  },
  "25,544: left-skewed": { strategies: 25_544, shape: "left", skill: planted(250, 0.3) },
  "100,000: 1,000 scattered over families": {
    ...families,
    strategies: 100_000,
    skill: planted(1000, 0.3),
  },
};

/** Kinds of noise, and how often each of them. */
const noise = [
  {},
  families,
  { shape: "t4" },
  { factor: 0.3 },
  { shape: "left" },
  { ...families, shape: "left" },
  { persistence: 0.3 },
];
const drawn = { isNoise: 6001, kind: 6002, count: 6003, value: 6004, part: 6005 };

/**
 * The mixed table of a seed: noise of one of seven kinds in two of five, else 1 to 300 skilled at up to 0.5 in any
 * surroundings.
 */
export function mixedKind(seed) {
  const random = new CounterRandom(seed);
  const uniform = (use, k = 0) => random.uniform(use, k, 0);
  if (uniform(drawn.isNoise) < 0.4)
    return { noise: true, ...noise[random.integer(drawn.kind, 0, 0, noise.length)] };
  const often = (k, share) => uniform(drawn.part, k) < share;
  return {
    ...(often(0, 0.5) ? families : {}),
    ...(often(1, 0.25) ? { factor: 0.3 } : {}),
    ...(often(2, 0.25) ? { shape: "t4" } : often(3, 0.25) ? { shape: "left" } : {}),
    ...(often(4, 0.2) ? { persistence: 0.3 * uniform(drawn.part, 5) } : {}),
    ...(often(6, 0.3) ? { logDeviation: 1 } : {}),
    skill: {
      count: 1 + random.integer(drawn.count, 0, 0, 300),
      value: 0.5 * uniform(drawn.value),
      whole: often(7, 0.25),
    },
  };
}
