import { groupStatistic } from "../../contract/methods/group.ts";
import { metricName, profile } from "../../contract/metrics.ts";
import { objectiveMetric } from "../../contract/objectives.ts";

/** Ids of tessera_backend.h by name. A test reads the header and fails when the two drift apart. */
export const nativeIds = {
  /** tsr_metric */
  metric: idsOf(metricName.options),
  /** tsr_profile */
  profile: idsOf(profile.options),
  /** tsr_objective_metric */
  objective: idsOf(objectiveMetric.options),
  /** tsr_penalty */
  penalty: idsOf(["signed", "positive", "none"]),
  /** tsr_term: places in the `weights` of an objective. */
  term: idsOf(["sharpe", "sortino", "calmar", "kelly", "var", "cvar"]),
  /** tsr_component: places in the components of a score. */
  component: idsOf(["fitness", "base", "mean_correlation", "roi", "max_drawdown"]),
  /** tsr_group_statistic */
  groupStatistic: idsOf(groupStatistic.options),
  /** tsr_inversion_figure: places in the figures of a strategy. */
  inversionFigure: idsOf(["sum", "smallest", "largest", "negative_rows"]),
  /** tsr_plan_part: places in the `parts` of a plan. */
  planPart: idsOf(["matrix", "scale", "upload", "standardised", "lists", "candidates", "searches"]),
} as const;

/** Entries of the `weights` of an objective. */
export const termCount = Object.keys(nativeIds.term).length;

function idsOf<const Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, id) => [name, id])) as Record<Name, number>;
}
