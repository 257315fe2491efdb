import { datasetCells } from "../../contract/methods/dataset-cells.ts";
import { datasetDelete } from "../../contract/methods/dataset-delete.ts";
import { datasetDuplicate } from "../../contract/methods/dataset-duplicate.ts";
import { datasetExport } from "../../contract/methods/dataset-export.ts";
import { datasetHistory } from "../../contract/methods/dataset-history.ts";
import { datasetList } from "../../contract/methods/dataset-list.ts";
import { datasetOpenSummary } from "../../contract/methods/dataset-open-summary.ts";
import { datasetOptimize } from "../../contract/methods/dataset-optimize.ts";
import { datasetRejects } from "../../contract/methods/dataset-rejects.ts";
import { datasetRename } from "../../contract/methods/dataset-rename.ts";
import { datasetRestore } from "../../contract/methods/dataset-restore.ts";
import { datasetRollback } from "../../contract/methods/dataset-rollback.ts";
import { datasetStrategies } from "../../contract/methods/dataset-strategies.ts";
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
