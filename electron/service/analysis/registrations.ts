import {
  correlationDuplicates,
  correlationMap,
  correlationMatrix,
  correlationRolling,
  correlationStructure,
  correlationSummary,
  correlationTile,
} from "../../contract/methods/correlation.ts";
import { groupStrategies } from "../../contract/methods/group.ts";
import { kellyAllocate, kellyFractions } from "../../contract/methods/kelly.ts";
import {
  portfolioBreakdown,
  portfolioMembers,
  portfolioScore,
  portfolioSeries,
} from "../../contract/methods/portfolio.ts";
import { regimeJoin, regimeSummary } from "../../contract/methods/regime.ts";
import { strategyCurves, strategyMetrics } from "../../contract/methods/strategy.ts";
import { validateDatasets, validateLegacy } from "../../contract/methods/validate.ts";
import { zoneAssign, zoneSummary } from "../../contract/methods/zone.ts";
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
