import {
  datasetAppend,
  datasetImport,
  datasetMigrate,
  datasetVerify,
} from "../../contract/methods/dataset.ts";
import { fileCell, fileColumns, fileInspect } from "../../contract/methods/file.ts";
import { mappingSave } from "../../contract/methods/mapping.ts";
import { type Registration, register } from "../handler.ts";
import { appendDataset } from "./handlers/append-dataset.ts";
import { importDataset } from "./handlers/import-dataset.ts";
import { inspect } from "./handlers/inspect.ts";
import { keepMapping } from "./handlers/keep-mapping.ts";
import { listColumns } from "./handlers/list-columns.ts";
import { migrateDataset } from "./handlers/migrate-dataset.ts";
import { showCell } from "./handlers/show-cell.ts";
import { verifyDataset } from "./handlers/verify-dataset.ts";

/** Methods that turn files into datasets. */
export const importingRegistrations: readonly Registration[] = [
  register(fileInspect, inspect),
  register(datasetImport, importDataset),
  register(datasetAppend, appendDataset),
  register(datasetMigrate, migrateDataset),
  register(datasetVerify, verifyDataset),
  register(fileColumns, listColumns),
  register(fileCell, showCell),
  register(mappingSave, keepMapping),
];
