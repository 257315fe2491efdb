import { z } from "zod";
import { searchAlgorithm } from "../../electron/contract/algorithms.ts";
import { profile } from "../../electron/contract/metrics.ts";
import { objectiveMetric } from "../../electron/contract/search.ts";
import { rememberedStore } from "../state/store.ts";

/** What the search screen's form says. Null leaves a value to the settings. */
export const searchForm = z.object({
  /** One search on the rows of the view, or a portfolio for every intraday zone. */
  over: z.enum(["rows", "zones"]),
  /** Sizes of a single zone's portfolio. Null = those of the search. */
  zoneMinSize: z.number().int().nullable(),
  zoneMaxSize: z.number().int().nullable(),
  /** Algorithms over the weighted zones; empty leaves that search out. */
  overallAlgorithms: z.array(searchAlgorithm),
  minSize: z.number().int(),
  maxSize: z.number().int(),
  algorithms: z.array(searchAlgorithm),
  seed: z.number().int(),
  mode: z.enum(["legacy", "enhanced", "hybrid"]),
  metric: objectiveMetric.exclude(["enhanced", "hybrid"]),
  profile,
  penaltyWeight: z.number().nullable(),
  drawdownThreshold: z.number().nullable(),
  evaluations: z.number().nullable(),
  seconds: z.number().nullable(),
  stagnation: z.number().nullable(),
  twins: z.number().int().nullable(),
  warmStart: z.boolean(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  excludeConstant: z.boolean(),
  maxPairCorrelation: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  groupBy: z.enum(["none", "underlying", "entry", "window", "zone", "regime"]),
  groupMax: z.number().nullable(),
});
export type SearchForm = z.infer<typeof searchForm>;

export const untouchedForm: SearchForm = {
  over: "rows",
  zoneMinSize: null,
  zoneMaxSize: null,
  overallAlgorithms: ["ga", "pso"],
  minSize: 35,
  maxSize: 35,
  algorithms: [...searchAlgorithm.options],
  seed: 1,
  mode: "legacy",
  metric: "ratio",
  profile: "textbook",
  penaltyWeight: null,
  drawdownThreshold: null,
  evaluations: null,
  seconds: null,
  stagnation: null,
  twins: null,
  warmStart: true,
  include: [],
  exclude: [],
  excludeConstant: true,
  maxPairCorrelation: null,
  maxDrawdown: null,
  groupBy: "none",
  groupMax: null,
};

/** The form as it was last left. */
export const searchFormStore = rememberedStore("search-form", searchForm, untouchedForm);
