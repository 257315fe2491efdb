import { datasetAppend } from "../../contract/methods/dataset-append.ts";
import { datasetImport } from "../../contract/methods/dataset-import.ts";
import { datasetVerify } from "../../contract/methods/dataset-verify.ts";
import { type Registration, register } from "../handler.ts";
import { appendDataset } from "./handlers/append-dataset.ts";
import { importDataset } from "./handlers/import-dataset.ts";
import { verifyDataset } from "./handlers/verify-dataset.ts";

/** Methods that turn files into datasets. */
export const importingRegistrations: readonly Registration[] = [
  register(datasetImport, importDataset),
  register(datasetAppend, appendDataset),
  register(datasetVerify, verifyDataset),
];
