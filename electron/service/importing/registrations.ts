import type { Registration } from "../handler.ts";
import {
  datasetAppendHandler,
  datasetImportHandler,
  datasetMigrateHandler,
  datasetTakeOverHandler,
  datasetVerifyHandler,
} from "./handlers/dataset.ts";
import {
  fileCellHandler,
  fileColumnsHandler,
  fileInspectHandler,
  filePasteHandler,
} from "./handlers/file.ts";
import { mappingSaveHandler } from "./handlers/mapping.ts";

/** Methods that turn files into datasets. */
export const importingRegistrations: readonly Registration[] = [
  fileInspectHandler,
  datasetImportHandler,
  datasetAppendHandler,
  datasetMigrateHandler,
  datasetTakeOverHandler,
  datasetVerifyHandler,
  fileColumnsHandler,
  fileCellHandler,
  filePasteHandler,
  mappingSaveHandler,
];
