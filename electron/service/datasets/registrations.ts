import type { Registration } from "../handler.ts";
import {
  datasetCellsHandler,
  datasetDeleteHandler,
  datasetDuplicateHandler,
  datasetExportHandler,
  datasetHistoryHandler,
  datasetListHandler,
  datasetOpenSummaryHandler,
  datasetOptimizeHandler,
  datasetRejectsHandler,
  datasetRenameHandler,
  datasetRestoreHandler,
  datasetRollbackHandler,
  datasetStrategiesHandler,
} from "./handlers/dataset.ts";

/** Methods of the dataset store. */
export const datasetRegistrations: readonly Registration[] = [
  datasetListHandler,
  datasetOpenSummaryHandler,
  datasetStrategiesHandler,
  datasetCellsHandler,
  datasetRejectsHandler,
  datasetExportHandler,
  datasetHistoryHandler,
  datasetRollbackHandler,
  datasetOptimizeHandler,
  datasetRenameHandler,
  datasetDuplicateHandler,
  datasetDeleteHandler,
  datasetRestoreHandler,
];
