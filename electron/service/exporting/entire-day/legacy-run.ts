import type { InversionRule } from "../../../contract/view.ts";
import type { FigureDefinitions } from "../../analysis/metrics/basis.ts";
import type { Inversion } from "../../analysis/ulta/decide.ts";
import type { StrategyTable } from "../../pnl-matrix.ts";
import { rankPortfolios } from "../../rank-portfolios.ts";
import type { ErrorLogEntry } from "../legacy-text.ts";

/** The run parameters that the legacy summary lists. */
export interface LegacyParameters {
  readonly metric: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly populationSize: number;
  readonly mutationRate: number;
  readonly generations: number;
  readonly applyUlta: boolean;
  readonly balancedMode: boolean;
  /** Weight of the balance term, not of the correlation penalty. */
  readonly penaltyFactor: number;
}

/** A portfolio as a search hands it over. */
export interface FoundPortfolio {
  /** Code of the algorithm: "sa". */
  readonly algorithm: string;
  readonly fitness: number;
  /** By how much it breaks the limits that were set; absent = not at all. */
  readonly violation?: number;
  /** Columns of the analysed table, in the order to be printed. */
  readonly members: readonly number[];
}

/** The best portfolio of one algorithm over all sizes, and what it cost. */
export interface AlgorithmRun extends FoundPortfolio {
  readonly evaluations: number;
  /** Generations or iterations, as the algorithm counts them. */
  readonly iterations: number;
  readonly seconds: number;
}

/** Everything a legacy run folder is made from. */
export interface LegacyRun {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** The table that was searched: after ULTA and filters. `dates` are ISO, one per observation. */
  readonly table: StrategyTable & { readonly dates: readonly string[] };
  /** Index of each column among the strategy columns of the source; absent = the same. */
  readonly source?: Uint32Array;
  /**
   * Put before the printed name of a strategy, by its place in the dataset: the stem of its file and "_" in the replaced
   * system, "" for none.
   */
  readonly prefixOf: (place: number) => string;
  readonly parameters: LegacyParameters;
  /** The best portfolio of each size, ascending by size; at least one. */
  readonly portfolios: readonly FoundPortfolio[];
  readonly algorithms: readonly AlgorithmRun[];
  readonly failed?: readonly { readonly algorithm: string; readonly error: string }[];
  /** Absent = ULTA was off. */
  readonly ulta?: {
    readonly rule: InversionRule;
    readonly examined: number;
    readonly inversions: readonly Inversion[];
  };
  readonly errors?: readonly ErrorLogEntry[];
  /** What the figures of portfolios follow; absent = the replaced system. */
  readonly definitions?: FigureDefinitions | undefined;
  /** What was maximised, in words; absent = the replaced system's fitness, whose files do not name it. */
  readonly objective?: string;
  /** Whether the best is more than luck, in sentences. */
  readonly verdict?: readonly string[];
}

/** The best of all: the least violation of limits first, then fitness; of equals the first, as in the replaced system. */
export function bestFound<Portfolio extends FoundPortfolio>(
  portfolios: readonly Portfolio[],
): Portfolio | undefined {
  let best: Portfolio | undefined;
  for (const one of portfolios) if (!best || rankPortfolios(one, best) < 0) best = one;
  return best;
}
