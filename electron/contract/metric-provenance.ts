import { z } from "zod";
import { type MetricBasis, metricBasis } from "./metric-basis.ts";
import { metricFormula } from "./metric-formula.ts";
import { type MetricName, metricName } from "./metric-name.ts";

/** What one column of figures is and rests on. n of a single strategy is its metric `observations`. */
export const metricProvenance = metricBasis.omit({ rejects: true }).extend({
  metric: metricName,
  formula: z.string(),
  /** A tail of less than one observation: reported, and not to be ranked on. */
  thinTail: z.boolean(),
});
export type MetricProvenance = z.infer<typeof metricProvenance>;

/** Whether a metric rests on a tail of less than one of the observations, so that nothing may be ranked by it. */
export function hasThinTail(metric: MetricName, observations: number): boolean {
  return tailOf(metric) * observations < 1;
}

const tailOf = (name: MetricName) =>
  /^c?var_99$/.test(name) ? 0.01 : /^c?var_95$|^cdar_95$/.test(name) ? 0.05 : 1;

/** The provenance of a metric under a basis. */
export function provenanceOf(metric: MetricName, { rejects: _, ...basis }: MetricBasis): MetricProvenance {
  return {
    metric,
    formula: metricFormula(metric, basis.profile),
    thinTail: hasThinTail(metric, basis.observations),
    ...basis,
  };
}
