import { z } from "zod";

/** What is known of a way to size: docs/metrics.md has the formulas. */
interface SizingForm {
  readonly title: string;
  readonly about: string;
}

/** Ways to size one strategy by itself. Each comes to a fraction of capital at risk: what a mean loss takes. */
const strategyForms = {
  unit: { title: "(pW − qL) / W", about: "Wins and losses: the fraction of capital that a mean loss takes" },
  growth: {
    title: "Growth-optimal",
    about: "p / l − q / w with l and w as fractions of capital, times l: the same fraction by another way",
  },
  continuous: { title: "Mean / variance", about: "Of returns on capital, times the mean loss" },
  empirical: {
    title: "Fastest growth",
    about: "The size whose mean log growth over the recorded rows is largest, times the mean loss",
  },
  specification: {
    title: "kelly_position_sizing",
    about:
      "The specification's, to the letter: (pW − (1 − p)L) / W within 0 to 0.25, p over all rows, no multiplier; recorded rows alone",
  },
  regime_weighted: {
    title: "regime_weighted_selection",
    about:
      "The specification's on rows of at least 70 % regime confidence, each weighted by it; recorded rows alone",
  },
} satisfies Readonly<Record<string, SizingForm>>;

type StrategyForm = keyof typeof strategyForms;

export const kellyForm = z.enum(Object.keys(strategyForms) as [StrategyForm, ...StrategyForm[]]);
export type KellyForm = z.infer<typeof kellyForm>;

/** Ways to size the members of a portfolio. */
export const sizingForm = z.enum(["honest", ...kellyForm.options]);
export type SizingFormName = z.infer<typeof sizingForm>;

export const sizingFormTable: Readonly<Record<SizingFormName, SizingForm>> = {
  honest: {
    title: "Honest size",
    about:
      "The largest size of the portfolio at which at most the chance given of its next rows fall by the drawdown given",
  },
  ...strategyForms,
};

/** count: p over all observations, so that a day of 0 weighs as a loss; exclude: p over wins and losses. */
export const zeroDays = z.enum(["count", "exclude"]);

/** Which mean Kelly forms take a strategy to have: what to expect of it, or the recorded one. */
export const kellyEdge = z.enum(["expected", "recorded"]);

/**
 * How a Kelly fraction is formed. Applied in this order: the form's fraction at risk, multiplier, floor and cap, confidence.
 * What is left out is the settings' ([kelly]).
 */
export const kellyOptions = z.object({
  form: kellyForm.default("unit"),
  zeroDays: zeroDays.optional(),
  /** Capital in currency, or the dataset's capital column; the setting analysis.capital when left out. */
  capital: z.union([z.number().positive(), z.literal("column")]).optional(),
  /** 0.25 = quarter Kelly. */
  multiplier: z.number().min(0).max(1).optional(),
  /** Most of the capital that one strategy may have at risk. */
  cap: z.number().positive().optional(),
  /** Smallest fraction of a strategy with a positive edge; a negative edge always gets 0. */
  floor: z.number().nonnegative().optional(),
  /** Multiplies by the mean regime confidence of the observations, as a fraction. */
  confidence: z.boolean().optional(),
});
/** With nothing left to settings but the capital. */
export type KellyOptions = {
  readonly [Key in Exclude<keyof z.infer<typeof kellyOptions>, "capital">]-?: NonNullable<
    z.infer<typeof kellyOptions>[Key]
  >;
};

/** A limit on the falls of a portfolio's next rows; what is left out is the settings'. */
export const drawdownLimit = z.object({
  /** Share of the capital. */
  drawdown: z.number().positive().max(1).optional(),
  /** Chance of a deeper fall. */
  chance: z.number().positive().max(0.5).optional(),
  /** Rows that lie ahead; as many as are recorded when left out. */
  horizon: z.number().int().min(1).max(100_000).optional(),
});
