// Tables of the results, and what must hold beside what came.
import { meanOf } from "./choices.mjs";

const errorOf = (list) =>
  Math.sqrt(list.reduce((sum, x) => sum + (x - meanOf(list)) ** 2, 0) / (list.length - 1) / list.length) || 0;
const figure = (x) => (Number.isFinite(x) ? x.toFixed(2) : "-");
const signed = (x) => (Number.isFinite(x) ? `${x < 0 ? "-" : "+"}${Math.abs(x).toFixed(2)}` : "-");
const row = (...cells) => `| ${cells.join(" | ")} |`;
const number = (kind) => kind.split(" ")[0];

/** What a group of tables of one kind, length and size comes to. */
function summary([name, tables]) {
  const { kind, observations, size } = tables[0];
  const schemes = Object.keys(tables[0].sharpes);
  /** Mean of walk-forward and folds. */
  const both = (method) => tables.map(({ sharpes }) => meanOf(schemes.map((one) => sharpes[one][method])));
  const better = ["top", "apart"].toSorted((a, b) => meanOf(both(b)) - meanOf(both(a)))[0];
  const against = (method) => both(method).map((x, k) => x - both(better)[k]);
  const future = tables.filter((table) => table.fresh);
  const ahead = (method) => future.map(({ fresh }) => fresh[method]);
  const betterAhead = ["top", "apart"].toSorted((a, b) => meanOf(ahead(b)) - meanOf(ahead(a)))[0];
  const aheadOf = (method) => ahead(method).map((x, k) => x - ahead(betterAhead)[k]);
  const gain = (weights) => future.map((table) => table.weights[weights] - table.fresh.believable);
  return {
    name,
    kind,
    observations,
    size,
    tables: tables.length,
    scheme: (one, method) =>
      schemes.includes(one) ? meanOf(tables.map(({ sharpes }) => sharpes[one][method])) : Number.NaN,
    both: (method) => (schemes.length > 0 ? meanOf(both(method)) : Number.NaN),
    d: schemes.length > 0 ? meanOf(against("believable")) : Number.NaN,
    dError: schemes.length > 0 ? errorOf(against("believable")) : Number.NaN,
    within: schemes.length > 0 ? meanOf(both("within")) - meanOf(both("believable")) : Number.NaN,
    roi: schemes.length > 0 ? meanOf(against("roi")) : Number.NaN,
    fresh: meanOf(ahead("believable")),
    freshD: meanOf(aheadOf("believable")),
    freshError: errorOf(aheadOf("believable")),
    freshWithin: meanOf(ahead("within")) - meanOf(ahead("believable")),
    gain: meanOf(gain("believable")),
    inverse: meanOf(gain("inverseVolatility")),
    equalRisk: meanOf(gain("equalRisk")),
    errors: tables[0].errors,
    sharpes: tables[0].sharpes,
  };
}

const groupsOf = (results) =>
  [...Map.groupBy(results, (one) => `${one.kind} | ${one.observations} | ${one.size}`)]
    .map(summary)
    .toSorted(
      (a, b) =>
        a.observations - b.observations ||
        a.size - b.size ||
        a.kind.localeCompare(b.kind, "en", { numeric: true }),
    );

function raceTable(groups) {
  const methods = ["top", "apart", "roi", "believable"];
  return [
    row(
      "table",
      "T",
      "n",
      "tables",
      "highest mean/sd",
      "no pair > 0.5",
      "ROI/MDD",
      "believable",
      "d",
      "fresh d",
      "step 7",
      "weights",
    ),
    `|${"---|".repeat(12)}`,
    ...groups.map((one) =>
      row(
        one.kind,
        one.observations,
        one.size,
        one.tables,
        ...methods.map(
          (method) => `${figure(one.scheme("walk", method))}/${figure(one.scheme("folds", method))}`,
        ),
        `${signed(one.d)} (${figure(one.dError)})`,
        `${signed(one.freshD)} (${figure(one.freshError)})`,
        `${signed(one.within)}/${signed(one.freshWithin)}`,
        `${signed(one.gain)} (${signed(one.inverse)}, ${signed(one.equalRisk)})`,
      ),
    ),
  ];
}

function raceMarks(groups, mark) {
  const planted = groups.filter(({ kind }) => /^(\d+ |R)/.test(kind));
  for (const one of planted.filter(({ size, observations }) => size === 35 && observations !== 40)) {
    const least = -Math.max(0.05, 2 * one.dError);
    mark(
      `${one.kind}, T = ${one.observations}: at least the better ranking ${signed(least)}`,
      one.d,
      one.d >= least,
    );
  }
  const usual = planted.filter(({ size }) => size === 35);
  for (const [observations, least] of [
    [82, 0.01],
    [250, 0.06],
    [1000, 0.09],
  ]) {
    const of = usual.filter((one) => one.observations === observations);
    if (of.length > 0)
      mark(
        `mean of kinds, T = ${observations}: at least ${signed(least)}`,
        meanOf(of.map(({ d }) => d)),
        meanOf(of.map(({ d }) => d)) >= least,
      );
  }
  const at82 = usual.filter(({ observations }) => observations === 82);
  for (const one of at82) {
    const leastFresh = { 5: 0.08, 10: 0.03 }[number(one.kind)];
    if (leastFresh)
      mark(`${one.kind}, fresh rows: at least ${signed(leastFresh)}`, one.freshD, one.freshD >= leastFresh);
    if (number(one.kind) === "R1") mark(`${one.kind}: at least +0.10`, one.d, one.d >= 0.1);
    if (["1", "2", "5", "7", "12", "13"].includes(number(one.kind))) {
      const times = one.both("believable") / one.both("roi");
      mark(`${one.kind}: 1.5 x the Sharpe ratio of ROI / drawdown`, times, times >= 1.5);
    }
  }
  const costs = at82.flatMap(({ within, freshWithin }) => [within, freshWithin]).filter(Number.isFinite);
  if (costs.length > 0) mark("step 7, mean of kinds: within 0.02", meanOf(costs), meanOf(costs) >= -0.02);
  for (const one of groups.filter(({ kind }) => kind === "real as it is")) {
    for (const [scheme, errors] of Object.entries(one.errors)) {
      const sharpes = one.sharpes[scheme];
      const better = sharpes.top > sharpes.apart ? "top" : "apart";
      const behind = (sharpes[better] - sharpes.believable) / errors[better];
      mark(`${one.kind}, ${scheme}: within 1.5 standard errors of the better ranking`, behind, behind <= 1.5);
    }
  }
  const gains = at82.filter(({ gain }) => Number.isFinite(gain));
  if (gains.length > 0) {
    mark(
      "weights, n = 35, mean gain: at least +0.03",
      meanOf(gains.map(({ gain }) => gain)),
      meanOf(gains.map(({ gain }) => gain)) >= 0.03,
    );
    const worst = gains.toSorted((a, b) => a.gain - b.gain)[0];
    mark(`weights, worst kind (${worst.kind}): not below -0.02`, worst.gain, worst.gain >= -0.02);
  }
}

function expectationLines(results, mark) {
  const lines = [
    row("T", "figure", "bias on noise", "bias on skill", "slope of true on it", "rmse", "cover of 90 %"),
    `|${"---|".repeat(7)}`,
  ];
  for (const [observations, tables] of Map.groupBy(results, (one) => one.observations)) {
    const parts = [tables.filter(({ kind }) => kind.noise), tables.filter(({ kind }) => !kind.noise)];
    const inside = tables.filter((one) => {
      const half = 2.1 * Math.sqrt((1 + one.expected ** 2 / 2) / observations);
      return Math.abs(one.true - one.expected) <= half;
    });
    const cover = inside.length / tables.length;
    for (const name of ["inSample", "value", "foldsPlain", "folds", "measured", "expected"]) {
      const bias = parts.map((part) => meanOf(part.map((one) => one[name] - one.true)));
      const [x, y] = [tables.map((one) => one[name]), tables.map((one) => one.true)];
      const [mx, my] = [meanOf(x), meanOf(y)];
      const slope =
        x.reduce((sum, one, k) => sum + (one - mx) * (y[k] - my), 0) /
        x.reduce((sum, one) => sum + (one - mx) ** 2, 0);
      const rmse = Math.sqrt(meanOf(x.map((one, k) => (one - y[k]) ** 2)));
      const isE = name === "expected";
      lines.push(
        row(
          observations,
          name,
          ...bias.map(signed),
          figure(slope),
          figure(rmse),
          isE ? `${Math.round(100 * cover)} %` : "",
        ),
      );
      if (!isE) continue;
      const what = `expectation, T = ${observations}, ${tables.length} tables`;
      for (const [k, of] of ["noise", "skill"].entries())
        mark(`${what}: bias on ${of} within 0.06`, bias[k], Math.abs(bias[k]) <= 0.06);
      mark(`${what}: slope 0.9 to 1.1`, slope, slope >= 0.9 && slope <= 1.1);
      const most = observations === 82 ? 0.17 : 0.12;
      mark(`${what}: rmse at most ${most}`, rmse, rmse <= most);
      mark(`${what}: cover 86 to 97 %`, 100 * cover, cover >= 0.86 && cover <= 0.97);
    }
    for (const [k, of] of ["noise", "skill"].entries()) {
      const broken = 100 * meanOf(parts[k].map((one) => one.broken));
      lines.push(
        row(
          observations,
          `honest size, paths that break 5 % on ${of}`,
          `${broken.toFixed(1)} %`,
          "",
          "",
          "",
          "",
        ),
      );
      mark(
        `honest size, T = ${observations}, ${of}: at most 8 % of paths break the limit`,
        broken,
        broken <= 8,
      );
    }
  }
  return lines;
}

/** Seconds on two processors, by the number of strategies. */
const seconds = { "25,544": 1.5, "100,000": 12 };

function timingLines(results, mark) {
  for (const { kind, best } of results) {
    const most = seconds[kind.split(":")[0]];
    mark(
      `${kind}: from the loaded table to the portfolio in ${most} s on two processors`,
      best.total,
      best.total <= most,
    );
  }
  return results.map(({ kind, best }) =>
    row(kind, ...["open", "judge", "choose", "total"].map((step) => `${step} ${best[step].toFixed(3)} s`)),
  );
}

export function report(results) {
  const marks = [];
  const mark = (what, came, holds) => marks.push({ what, came, holds });
  const of = (part) => results.filter((one) => one.part === part);
  const lines = [];
  if (of("race").length > 0) {
    const groups = groupsOf(of("race"));
    lines.push(...raceTable(groups), "");
    raceMarks(groups, mark);
  }
  if (of("expectation").length > 0) lines.push(...expectationLines(of("expectation"), mark), "");
  if (of("timing").length > 0) lines.push(...timingLines(of("timing"), mark), "");
  const missed = marks.filter(({ holds }) => !holds).length;
  lines.push(row("must hold", "came", ""), "|---|---|---|");
  for (const { what, came, holds } of marks)
    lines.push(row(what, came.toFixed(3), holds ? "holds" : "MISSED"));
  lines.push("", `${marks.length - missed} of ${marks.length} hold`);
  return { text: lines.join("\n"), marks };
}
