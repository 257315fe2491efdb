// Tables of known truth: P&L of T rows and N strategies, by kind and seed.
import { CounterRandom } from "../../electron/service/sampling/counter-random.ts";

const use = { own: 5001, family: 5002, factor: 5003, skilled: 5004 };
/** Currency of one standard deviation: of no consequence, but no figure should be of order 1 by accident. */
const scale = 1000;

/** Draws of unit variance and mean 0, by shape. */
const shapes = {
  normal: (random, purpose, t, i) => random.normal(purpose, t, i),
  t4: (random, purpose, t, i) => random.heavyTailed(purpose, t, i),
  /** 1 - Exp: many small gains, rare large losses, as sold options have. */
  left: (random, purpose, t, i) => 1 + Math.log((random.uniform(purpose, t, i) * 2 ** 32 + 0.5) / 2 ** 32),
};

/** Share of a family's common part in the variance of its members, as their correlation. */
const familySize = 20;
const familyCorrelation = 0.8;

/**
 * What makes a kind: shape of the draws, families of 20 at 0.8, correlation by a common factor, lag-1 autocorrelation,
 * `skilled` strategies of `skill` Sharpe ratio a row. `real`: columns of a real table with random signs of rows.
 */
export const kinds = {
  independent: {},
  families: { families: true },
  "student t4": { shape: "t4" },
  "factor 0.3": { factor: 0.3 },
  "left-skewed": { shape: "left" },
  "left-skewed families": { shape: "left", families: true },
  "AR(1) 0.3": { persistence: 0.3 },
  "82 x 25,544": { strategies: 25_544 },
  /** What a search in every zone has in each: 40 days of 400 strategies. */
  "zone, 40 x 400": { strategies: 400, observations: 40 },
  "40 at 0.3": { skilled: 40, skill: 0.3 },
  "200 at 0.2": { skilled: 200, skill: 0.2 },
  "40 at 0.5": { skilled: 40, skill: 0.5 },
  "5 whole families at 0.3": { families: true, skilled: 100, skill: 0.3, whole: true },
  "250 of 25,544 at 0.3": { strategies: 25_544, skilled: 250, skill: 0.3 },
};

/** The table of a kind. The same for the same kind, seed and size, whatever was made before. */
export function truthTable(kind, seed) {
  const truth = kinds[kind];
  const { observations = 82 } = truth;
  const { shape = "normal", strategies = 2000, families = false, factor = 0, persistence = 0 } = truth;
  const { skilled = 0, skill = 0, whole = false } = truth;
  const random = new CounterRandom(seed);
  const draw = shapes[shape];
  const drift = drifts(random, { strategies, skilled, skill, whole });
  let before = new Float64Array(strategies);
  const rows = Array.from({ length: observations }, (_, t) => {
    const common = factor > 0 ? draw(random, use.factor, t, 0) * Math.sqrt(factor) : 0;
    const family = families
      ? Float64Array.from({ length: Math.ceil(strategies / familySize) }, (_, f) =>
          draw(random, use.family, t, f),
        )
      : undefined;
    const row = new Float64Array(strategies);
    for (let i = 0; i < strategies; i++) {
      let x = draw(random, use.own, t, i);
      if (family) {
        x =
          family[Math.floor(i / familySize)] * Math.sqrt(familyCorrelation) +
          x * Math.sqrt(1 - familyCorrelation);
      }
      if (factor > 0) x = common + x * Math.sqrt(1 - factor);
      if (persistence > 0) {
        x = t === 0 ? x : persistence * before[i] + Math.sqrt(1 - persistence * persistence) * x;
      }
      row[i] = x;
    }
    before = row;
    return row.map((x, i) => scale * (x + drift[i]));
  });
  return { observations, strategies, rows };
}

/** Sharpe ratio a row of every strategy: scattered, or whole families from the first on. */
function drifts(random, { strategies, skilled, skill, whole }) {
  const drift = new Float64Array(strategies);
  if (whole) return drift.fill(skill, 0, skilled);
  for (let chosen = 0, draw = 0; chosen < skilled; draw++) {
    const i = random.integer(use.skilled, draw, 0, strategies);
    if (drift[i] !== 0) continue;
    drift[i] = skill;
    chosen++;
  }
  return drift;
}
