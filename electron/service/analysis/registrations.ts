import { correlationSummary } from "../../contract/methods/correlation-summary.ts";
import { portfolioScore } from "../../contract/methods/portfolio-score.ts";
import { strategyMetrics } from "../../contract/methods/strategy-metrics.ts";
import { type Registration, register } from "../handler.ts";
import { measureStrategies } from "./handlers/measure-strategies.ts";
import { scorePortfolio } from "./handlers/score-portfolio.ts";
import { summariseCorrelation } from "./handlers/summarise-correlation.ts";

/** The methods of analysis. */
export const analysisRegistrations: readonly Registration[] = [
  register(portfolioScore, scorePortfolio),
  register(strategyMetrics, measureStrategies),
  register(correlationSummary, summariseCorrelation),
];
