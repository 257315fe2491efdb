// P&L of known truth, column by column: any stretch of rows of any strategy, the rows to come too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CounterRandom } from "../../electron/service/sampling/counter-random.ts";

const use = {
  own: 6101,
  family: 6102,
  factor: 6103,
  skilled: 6104,
  skill: 6105,
  familySkill: 6106,
  deviation: 6107,
  crash: 6108,
  crashing: 6109,
  signs: 6110,
};
/** Currency of one typical standard deviation: of no consequence, but no figure should be of order 1 by accident. */
const scale = 1000;
const crashShare = 0.01;
const crashSize = 8;

/** Draws of unit variance and mean 0, by shape. */
const shapes = {
  normal: (random, purpose, t, i) => random.normal(purpose, t, i),
  t4: (random, purpose, t, i) => random.heavyTailed(purpose, t, i),
  left: (random, purpose, t, i) => 1 + Math.log((random.uniform(purpose, t, i) * 2 ** 32 + 0.5) / 2 ** 32),
};

/** A table of a kind: `column(i, rows)` has rows 0 to `rows` of strategy i; `matrix(rows)` is what a dataset would hold. */
export function truthTable(kind, seed) {
  const random = new CounterRandom(seed);
  const columns = kind.real ? realColumns(kind, random) : plantedColumns(kind, random);
  return {
    ...columns,
    matrix(observations) {
      const rows = Array.from({ length: observations }, () => new Float64Array(columns.strategies));
      for (let i = 0; i < columns.strategies; i++) {
        const column = columns.column(i, observations);
        for (let t = 0; t < observations; t++) rows[t][i] = column[t];
      }
      return { observations, strategies: columns.strategies, rows };
    },
  };
}

function plantedColumns(kind, random) {
  const { shape = "normal", strategies = 2000, familySize = 0, familyCorrelation = 0, factor = 0 } = kind;
  const { persistence = 0, logDeviation = 0.5, cost = 0, garch = false } = kind;
  const skill = skills(random, strategies, familySize, kind.skill);
  const crashing = crashes(random, strategies, skill, kind.crash);
  const draw = shapes[shape];
  const crashDeviation = Math.sqrt(1 + crashShare * crashSize ** 2 - (crashShare * crashSize) ** 2);
  /** A row of one strategy with mean 0 and variance 1. */
  const noise = (t, i) => {
    let x = draw(random, use.own, t, i);
    if (familySize > 0) {
      const common = draw(random, use.family, t, Math.floor(i / familySize));
      x = common * Math.sqrt(familyCorrelation) + x * Math.sqrt(1 - familyCorrelation);
    }
    if (factor > 0) x = draw(random, use.factor, t, 0) * Math.sqrt(factor) + x * Math.sqrt(1 - factor);
    if (crashing[i] === 0) return x;
    const fall = random.uniform(use.crash, t, i) < crashShare ? crashSize : 0;
    return (x - fall + crashShare * crashSize) / crashDeviation;
  };
  return {
    strategies,
    endless: true,
    skill,
    column(i, rows) {
      const column = new Float64Array(rows);
      const deviation = scale * Math.exp(logDeviation * random.normal(use.deviation, 0, i));
      let before = 0;
      let variance = 1;
      for (let t = 0; t < rows; t++) {
        let x = noise(t, i);
        if (garch) {
          if (t > 0) variance = 0.05 + 0.1 * before ** 2 + 0.85 * variance;
          x *= Math.sqrt(variance);
        }
        if (persistence > 0 && t > 0) x = persistence * before + Math.sqrt(1 - persistence ** 2) * x;
        before = x;
        const left = kind.halfLife ? 2 ** (-t / (kind.halfLife * kind.observations)) : 1;
        column[t] = deviation * (x + left * skill[i]) - cost * scale;
      }
      return column;
    },
  };
}

/** The reference table, its rows with random signs where the kind says so: what is left is what was planted. */
function realColumns(kind, random) {
  const rows = readTable(join(process.env.TESSERA_REFERENCE_DATA ?? "", "production-slice-82x2945.csv"));
  const strategies = rows[0].length;
  const skill = skills(random, strategies, 0, kind.skill);
  const sign = rows.map((_, t) => (kind.signs && random.integer(use.signs, t, 0, 2) === 1 ? -1 : 1));
  return {
    strategies,
    endless: false,
    skill,
    column(i) {
      const column = Float64Array.from(rows, (row, t) => sign[t] * row[i]);
      const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
      const deviation = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (column.length - 1));
      return column.map((x) => x + deviation * skill[i]);
    },
  };
}

/** Cells of a clean CSV after date and day. */
function readTable(file) {
  const [, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  return lines.map((line) => Float64Array.from(line.split(",").slice(2), Number));
}

/** Sharpe ratio a row of every strategy. */
function skills(random, strategies, familySize, skill = {}) {
  const { count = 0, value = 0, whole = false, each, family } = skill;
  const drift = new Float64Array(strategies);
  if (whole) drift.fill(value, 0, count);
  for (let chosen = 0, draw = 0; !whole && chosen < count; draw++) {
    const i = random.integer(use.skilled, draw, 0, strategies);
    if (drift[i] !== 0) continue;
    drift[i] = value || Number.MIN_VALUE;
    chosen++;
  }
  if (!each && !family) return drift;
  return drift.map((_, i) => {
    const own = each ? each[0] + each[1] * random.normal(use.skill, 0, i) : 0;
    if (!family) return own;
    return own + family[0] + family[1] * random.normal(use.familySkill, 0, Math.floor(i / familySize));
  });
}

/** 1 for the strategies with tails. */
function crashes(random, strategies, skill, crash = {}) {
  const crashing = new Uint8Array(strategies);
  if (crash.skilled) {
    const skilled = [...skill.keys()].filter((i) => skill[i] !== 0);
    for (const i of skilled.slice(0, skilled.length >> 1)) crashing[i] = 1;
  }
  for (let chosen = 0, draw = 0; chosen < (crash.others ?? 0); draw++) {
    const i = random.integer(use.crashing, draw, 0, strategies);
    if (crashing[i] === 1 || skill[i] !== 0) continue;
    crashing[i] = 1;
    chosen++;
  }
  return crashing;
}
