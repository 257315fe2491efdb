import type { Registration } from "../handler.ts";
import {
  datasetCellsHandler,
  datasetDeleteHandler,
  datasetDuplicateHandler,
  datasetEmptyTrashHandler,
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
  datasetTrashHandler,
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
  datasetTrashHandler,
  datasetEmptyTrashHandler,
];
