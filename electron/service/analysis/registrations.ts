import { correlationDuplicates } from "../../contract/methods/correlation-duplicates.ts";
import { correlationMatrix } from "../../contract/methods/correlation-matrix.ts";
import { correlationRolling } from "../../contract/methods/correlation-rolling.ts";
import { correlationStructure } from "../../contract/methods/correlation-structure.ts";
import { correlationSummary } from "../../contract/methods/correlation-summary.ts";
import { portfolioScore } from "../../contract/methods/portfolio-score.ts";
import { strategyMetrics } from "../../contract/methods/strategy-metrics.ts";
import { type Registration, register } from "../handler.ts";
import { analyseCorrelationStructure } from "./handlers/analyse-correlation-structure.ts";
import { correlateMembers } from "./handlers/correlate-members.ts";
import { measureStrategies } from "./handlers/measure-strategies.ts";
import { removeDuplicates } from "./handlers/remove-duplicates.ts";
import { rollCorrelation } from "./handlers/roll-correlation.ts";
import { scorePortfolio } from "./handlers/score-portfolio.ts";
import { summariseCorrelation } from "./handlers/summarise-correlation.ts";

/** The methods of analysis. */
export const analysisRegistrations: readonly Registration[] = [
  register(portfolioScore, scorePortfolio),
  register(strategyMetrics, measureStrategies),
  register(correlationSummary, summariseCorrelation),
  register(correlationMatrix, correlateMembers),
  register(correlationStructure, analyseCorrelationStructure),
  register(correlationDuplicates, removeDuplicates),
  register(correlationRolling, rollCorrelation),
];
