import type { Registration } from "../handler.ts";
import {
  correlationDuplicatesHandler,
  correlationMapHandler,
  correlationMatrixHandler,
  correlationRollingHandler,
  correlationStructureHandler,
  correlationSummaryHandler,
  correlationTileHandler,
} from "./handlers/correlation.ts";
import { groupStrategiesHandler } from "./handlers/group.ts";
import { kellyFractionsHandler } from "./handlers/kelly.ts";
import {
  portfolioBreakdownHandler,
  portfolioMembersHandler,
  portfolioScoreHandler,
  portfolioSeriesHandler,
} from "./handlers/portfolio.ts";
import { regimeJoinHandler, regimeSummaryHandler } from "./handlers/regime.ts";
import { strategyCurvesHandler, strategyMetricsHandler } from "./handlers/strategy.ts";
import { validateDatasetsHandler, validateLegacyHandler } from "./handlers/validate.ts";
import { zoneAssignHandler, zoneSummaryHandler } from "./handlers/zone.ts";

/** The methods of analysis. */
export const analysisRegistrations: readonly Registration[] = [
  correlationDuplicatesHandler,
  correlationMapHandler,
  correlationMatrixHandler,
  correlationRollingHandler,
  correlationStructureHandler,
  correlationSummaryHandler,
  correlationTileHandler,
  groupStrategiesHandler,
  kellyFractionsHandler,
  portfolioBreakdownHandler,
  portfolioMembersHandler,
  portfolioScoreHandler,
  portfolioSeriesHandler,
  regimeJoinHandler,
  regimeSummaryHandler,
  strategyCurvesHandler,
  strategyMetricsHandler,
  zoneAssignHandler,
  zoneSummaryHandler,
  validateDatasetsHandler,
  validateLegacyHandler,
];
