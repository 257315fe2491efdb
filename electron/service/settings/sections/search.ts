import { algorithmTable, type SearchAlgorithm, searchAlgorithm } from "../../../contract/algorithms.ts";
import { objectiveTable, plainMetric, searchObjective } from "../../../contract/objectives.ts";
import {
  choiceSetting,
  integerSetting,
  listSetting,
  numberSetting,
  pairsSetting,
  switchSetting,
} from "../kinds.ts";

export const search = {
  min_size: integerSetting({
    default: 35,
    min: 1,
    max: 10_000,
    unit: "strategies",
    documentation:
      "Smallest portfolio that is searched for; half of the strategies where there are not more than this.",
  }),
  max_size: integerSetting({
    default: 35,
    min: 1,
    max: 10_000,
    unit: "strategies",
    documentation:
      "Largest portfolio that is searched for; half of the strategies where there are not more than this.",
  }),
  algorithms: listSetting({
    default: ["sa", "hc"],
    choices: searchAlgorithm.options,
    min: 1,
    documentation: `${searchAlgorithm.options.map((id) => `${id}: ${algorithmTable[id].title}`).join(", ")}.`,
  }),
  objective: choiceSetting({
    default: "believable",
    choices: searchObjective.options,
    documentation: `What a search maximises under the textbook and r profiles. ${objectiveTable.believable.title}: ${objectiveTable.believable.about}. docs/search.md has them all.`,
  }),
  slack: numberSetting({
    default: 0.01,
    min: 0,
    max: 1,
    documentation:
      "Share of the best believable Sharpe ratio that a higher P&L / drawdown may cost; 0 leaves the Sharpe ratio alone.",
  }),
  metric: choiceSetting({
    default: "ratio",
    choices: plainMetric.options,
    documentation:
      "What a search maximises under the legacy profile, and what the score of a portfolio is, before the correlation penalty.",
  }),
  penalty_weight: numberSetting({
    default: 10,
    min: 0,
    max: 1e9,
    documentation:
      "Weight of the mean pairwise correlation that is taken from the metric; 10 is the replaced system's constant.",
  }),
  drawdown_threshold: numberSetting({
    default: 0,
    min: 0,
    max: 1e15,
    unit: "currency",
    documentation:
      "The correlation penalty of ratio and less_max_dd is halved for a portfolio whose drawdown is below this.",
  }),
  drawdown_floor: numberSetting({
    default: 0,
    min: 0,
    max: 1e15,
    unit: "currency",
    documentation:
      "Drawdowns below this count as this in the ratio, so that a portfolio with hardly any does not win by accident.",
  }),
  exclude_constant: switchSetting({
    default: true,
    documentation:
      "Leaves strategies whose values are all equal out of searches under the textbook and r profiles; the legacy profile keeps them.",
  }),
  seed: integerSetting({
    default: 1,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    documentation:
      "Start of the random stream. The same seed gives the same portfolio on any machine and any number of threads.",
  }),
  twins: integerSetting({
    default: 19,
    min: 0,
    max: 999,
    unit: "twins",
    documentation:
      "Tables without skill, of each of two kinds, that a result is held against; 0 leaves the verdict out, 99 is thorough and taken by itself where the believable Sharpe ratio of so many takes seconds. Fewer than 19 cannot show that a result is more than luck.",
  }),
  quick_verdict: switchSetting({
    default: false,
    documentation:
      'Hold results against twins of one kind alone: quick, and never "more than luck". Where search.twins is not set, 9 of them.',
  }),
  max_evaluations: integerSetting({
    default: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    unit: "evaluations",
    documentation:
      "Budget per algorithm and size; 0 shares out 320 million among the runs, 30 million each at most, and down to a quarter of that where many sizes exchange what they found. For the believable Sharpe ratio 0 is 200 thousand, for the exact choice comes first.",
  }),
  max_seconds: numberSetting({
    default: 0,
    min: 0,
    max: 1e7,
    unit: "seconds",
    documentation:
      "Budget per algorithm and size by the clock, 0 for none. A run that the clock ended is not reproducible and says so.",
  }),
  stagnation: integerSetting({
    default: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    unit: "evaluations",
    documentation:
      "Stop after so many evaluations without a better portfolio; 0 goes on to the end of the budget.",
  }),
  history: integerSetting({
    default: 200,
    min: 1,
    max: 10_000,
    unit: "searches",
    documentation:
      "Finished searches that are kept with their results; older ones are forgotten unless they have a name or a note. Result files stay.",
  }),
};

type Parameters = ReturnType<typeof pairsSetting>;

/** One key for every algorithm: `tessera parameters` lists what each takes. */
export const parameters = Object.fromEntries(
  searchAlgorithm.options.map((id) => [
    id,
    pairsSetting({
      min: -1e15,
      max: 1e15,
      documentation: `Parameters of ${algorithmTable[id].title}; \`tessera parameters\` lists them.`,
    }),
  ]),
) as Readonly<Record<SearchAlgorithm, Parameters>>;
