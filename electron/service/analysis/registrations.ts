import { correlationDuplicates } from "../../contract/methods/correlation-duplicates.ts";
import { correlationMap } from "../../contract/methods/correlation-map.ts";
import { correlationMatrix } from "../../contract/methods/correlation-matrix.ts";
import { correlationRolling } from "../../contract/methods/correlation-rolling.ts";
import { correlationStructure } from "../../contract/methods/correlation-structure.ts";
import { correlationSummary } from "../../contract/methods/correlation-summary.ts";
import { correlationTile } from "../../contract/methods/correlation-tile.ts";
import { groupStrategies } from "../../contract/methods/group-strategies.ts";
import { kellyAllocate } from "../../contract/methods/kelly-allocate.ts";
import { kellyFractions } from "../../contract/methods/kelly-fractions.ts";
import { portfolioBreakdown } from "../../contract/methods/portfolio-breakdown.ts";
import { portfolioMembers } from "../../contract/methods/portfolio-members.ts";
import { portfolioScore } from "../../contract/methods/portfolio-score.ts";
import { portfolioSeries } from "../../contract/methods/portfolio-series.ts";
import { regimeJoin } from "../../contract/methods/regime-join.ts";
import { regimeSummary } from "../../contract/methods/regime-summary.ts";
import { strategyCurves } from "../../contract/methods/strategy-curves.ts";
import { strategyMetrics } from "../../contract/methods/strategy-metrics.ts";
import { validateDatasets } from "../../contract/methods/validate-datasets.ts";
import { validateLegacy } from "../../contract/methods/validate-legacy.ts";
import { zoneAssign } from "../../contract/methods/zone-assign.ts";
import { zoneSummary } from "../../contract/methods/zone-summary.ts";
import { type Registration, register } from "../handler.ts";
import { allocateKelly } from "./handlers/allocate-kelly.ts";
import { analyseCorrelationStructure } from "./handlers/analyse-correlation-structure.ts";
import { assignZones } from "./handlers/assign-zones.ts";
import { breakDownPortfolio } from "./handlers/break-down-portfolio.ts";
import { correlateMembers } from "./handlers/correlate-members.ts";
import { describeMembers } from "./handlers/describe-members.ts";
import { drawPortfolio } from "./handlers/draw-portfolio.ts";
import { joinRegimeSeries } from "./handlers/join-regime-series.ts";
import { mapCorrelation } from "./handlers/map-correlation.ts";
import { measureStrategies } from "./handlers/measure-strategies.ts";
import { measureStrategyGroups } from "./handlers/measure-strategy-groups.ts";
import { readCorrelationTile } from "./handlers/read-correlation-tile.ts";
import { removeDuplicates } from "./handlers/remove-duplicates.ts";
import { rollCorrelation } from "./handlers/roll-correlation.ts";
import { scorePortfolio } from "./handlers/score-portfolio.ts";
import { sizeStrategies } from "./handlers/size-strategies.ts";
import { summariseCorrelation } from "./handlers/summarise-correlation.ts";
import { summariseRegimes } from "./handlers/summarise-regimes.ts";
import { summariseZones } from "./handlers/summarise-zones.ts";
import { thinCurves } from "./handlers/thin-curves.ts";
import { validateLegacyResults } from "./handlers/validate-legacy-results.ts";
import { validateTwoDatasets } from "./handlers/validate-two-datasets.ts";

/** The methods of analysis. */
export const analysisRegistrations: readonly Registration[] = [
  register(correlationDuplicates, removeDuplicates),
  register(correlationMap, mapCorrelation),
  register(correlationMatrix, correlateMembers),
  register(correlationRolling, rollCorrelation),
  register(correlationStructure, analyseCorrelationStructure),
  register(correlationSummary, summariseCorrelation),
  register(correlationTile, readCorrelationTile),
  register(groupStrategies, measureStrategyGroups),
  register(kellyAllocate, allocateKelly),
  register(kellyFractions, sizeStrategies),
  register(portfolioBreakdown, breakDownPortfolio),
  register(portfolioMembers, describeMembers),
  register(portfolioScore, scorePortfolio),
  register(portfolioSeries, drawPortfolio),
  register(regimeJoin, joinRegimeSeries),
  register(regimeSummary, summariseRegimes),
  register(strategyCurves, thinCurves),
  register(strategyMetrics, measureStrategies),
  register(zoneAssign, assignZones),
  register(zoneSummary, summariseZones),
  register(validateDatasets, validateTwoDatasets),
  register(validateLegacy, validateLegacyResults),
];
