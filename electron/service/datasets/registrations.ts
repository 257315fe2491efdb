import {
  datasetCells,
  datasetDelete,
  datasetDuplicate,
  datasetExport,
  datasetHistory,
  datasetList,
  datasetOpenSummary,
  datasetOptimize,
  datasetRejects,
  datasetRename,
  datasetRestore,
  datasetRollback,
  datasetStrategies,
} from "../../contract/methods/dataset.ts";
import { type Registration, register } from "../handler.ts";
import { cells } from "./handlers/cells.ts";
import { exportHandler } from "./handlers/export.ts";
import { history } from "./handlers/history.ts";
import { list } from "./handlers/list.ts";
import { manage } from "./handlers/manage.ts";
import { openSummary } from "./handlers/open-summary.ts";
import { optimize } from "./handlers/optimize.ts";
import { rejects } from "./handlers/rejects.ts";
import { rollback } from "./handlers/rollback.ts";
import { strategies } from "./handlers/strategies.ts";

/** Methods of the dataset store. */
export const datasetRegistrations: readonly Registration[] = [
  register(datasetList, list),
  register(datasetOpenSummary, openSummary),
  register(datasetStrategies, strategies),
  register(datasetCells, cells),
  register(datasetRejects, rejects),
  register(datasetExport, exportHandler),
  register(datasetHistory, history),
  register(datasetRollback, rollback),
  register(datasetOptimize, optimize),
  register(datasetRename, manage.rename),
  register(datasetDuplicate, manage.duplicate),
  register(datasetDelete, manage.delete),
  register(datasetRestore, manage.restore),
];
