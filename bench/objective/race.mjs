// Which choice earns: Sharpe ratios a row out of sample of the believable choice, the two rankings and ROI / drawdown.
import { walkSteps } from "../../electron/service/verdict/walk-forward.ts";
import {
  choices,
  foldsOf,
  futureSeries,
  meanOf,
  rowsOf,
  seriesOf,
  sharpeOf,
  unlimited,
  withJudgement,
} from "./choices.mjs";
import { kinds } from "./kinds.mjs";
import { truthTable } from "./table.mjs";

/** Rows to come that a choice from all rows is judged on. */
const freshRows = 1500;

/** task: kind, seed, observations, size, threads, and `schemes` of walk, folds, fresh. */
export async function race(engine, { kind, seed, observations, size, threads, schemes }) {
  const table = truthTable({ ...kinds[kind], observations }, seed);
  const matrix = table.matrix(observations);
  const choose = (sample) => choices(engine, sample, { size, seed, threads });
  const sharpes = {};
  const series = {};
  const joined = async (steps, sampleOf) => {
    const parts = {};
    for (const step of steps) {
      const members = await choose(rowsOf(matrix, sampleOf(step)));
      const judged = rowsOf(matrix, (t) => t >= step.from && t < step.to);
      for (const [name, chosen] of Object.entries(members)) {
        parts[name] ??= [];
        parts[name].push(...seriesOf(judged, chosen));
      }
    }
    return parts;
  };
  if (schemes.includes("walk")) {
    series.walk = await joined(
      walkSteps(observations, 0),
      ({ seen }) =>
        (t) =>
          t < seen,
    );
  }
  if (schemes.includes("folds")) {
    series.folds = await joined(
      foldsOf(observations, 5),
      ({ from, to }) =>
        (t) =>
          t < from || t >= to,
    );
  }
  for (const [scheme, parts] of Object.entries(series)) sharpes[scheme] = sharpesOf(parts);
  const result = { sharpes, ...(table.endless ? {} : { errors: errorsOf(series) }) };
  if (!schemes.includes("fresh") || !table.endless) return result;
  return { ...result, ...(await fresh(engine, table, matrix, { size, seed, threads })) };
}

const sharpesOf = (parts) =>
  Object.fromEntries(Object.entries(parts).map(([name, series]) => [name, sharpeOf(series)]));

/** Chosen from all rows, with each way to weight the believable choice. */
async function fresh(engine, table, matrix, { size, seed, threads }) {
  const { observations } = matrix;
  const members = await choices(engine, matrix, { size, seed, threads });
  const earned = (chosen, weights) =>
    sharpeOf(futureSeries(table, chosen, observations, observations + freshRows, weights));
  const believed = await withJudgement(engine, matrix, { seed, threads }, async (session, { handle }) => {
    const { best } = await session.judgements.choose(handle, { ...unlimited, size, threads });
    return session.judgements.believe(handle, { members: best.members, threads });
  });
  const skilled = [...members.believable].filter((i) => table.skill[i] > 0.01).length;
  return {
    fresh: Object.fromEntries(Object.entries(members).map(([name, chosen]) => [name, earned(chosen)])),
    weights: Object.fromEntries(
      Object.entries(believed.weights).map(([name, weights]) => [name, earned(members.believable, weights)]),
    ),
    skilled,
  };
}

/** Where rows are one sample alone: the error of the difference of two Sharpe ratios, by their rows (delta method). */
function errorsOf(series) {
  return Object.fromEntries(
    Object.entries(series).map(([scheme, parts]) => [
      scheme,
      Object.fromEntries(
        ["top", "apart"].map((peer) => [peer, errorOfDifference(parts.believable, parts[peer])]),
      ),
    ]),
  );
}

function errorOfDifference(a, b) {
  const influence = (series) => {
    const sharpe = sharpeOf(series);
    const mean = meanOf(series);
    const variance = series.reduce((sum, x) => sum + (x - mean) ** 2, 0) / series.length;
    return series.map((x) => {
      const z = (x - mean) / Math.sqrt(variance);
      return z - (sharpe / 2) * (z * z - 1);
    });
  };
  const [left, right] = [influence(a), influence(b)];
  const distance = left.map((x, t) => x - right[t]);
  return Math.sqrt(distance.reduce((sum, x) => sum + x * x, 0)) / distance.length;
}
