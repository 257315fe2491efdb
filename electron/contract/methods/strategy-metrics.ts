import { z } from "zod";
import { arrays } from "../arrays.ts";
import { members } from "../members.ts";
import { defineMethod } from "../method.ts";
import { metricBasis } from "../metric-basis.ts";
import { metricName } from "../metric-name.ts";
import { metricOptions } from "../metric-options.ts";
import { metricProvenance } from "../metric-provenance.ts";
import { viewRequest } from "../view-request.ts";

/** Any metrics of any strategies, as columns. */
export const strategyMetrics = defineMethod({
  name: "strategy.metrics",
  summary: "Metrics of every strategy",
  job: true,
  request: viewRequest.extend({
    ...metricOptions.shape,
    /** Which metrics, in this order; all when left out. */
    metrics: z.array(metricName).min(1).optional(),
    /** Which strategies, in this order; all when left out. */
    strategies: members.optional(),
  }),
  result: z.object({
    strategies: z.array(z.string()),
    metrics: z.array(metricName),
    /** One column per metric, in order; one value per strategy. NaN = not defined. */
    values: z.array(arrays.float64),
    basis: metricBasis,
    /** One record per metric, in order. */
    provenance: z.array(metricProvenance),
  }),
});
