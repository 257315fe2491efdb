/** Evaluations of a whole job by default: under a minute on two cores at 82 observations. */
const jobEvaluations = 320_000_000;
const mostPerRun = 30_000_000;
const leastPerRun = 200_000;
/** Observations that the figures above are for; the cost of an evaluation is proportional to them. */
const usualObservations = 82;

/**
 * Budget of one run when the user gives none: a share of the job's, so that a search over many sizes and one over a
 * single size both end in reasonable time. Depends on nothing but its arguments, or results would not repeat.
 */
export function defaultEvaluations(runs: number, observations: number): number {
  const scale = usualObservations / Math.max(usualObservations, observations);
  const share = Math.min(mostPerRun, jobEvaluations / Math.max(1, runs));
  return Math.max(leastPerRun, Math.round(share * scale));
}
