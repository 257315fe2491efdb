import { datasetImport } from "../../contract/methods/dataset-import.ts";
import { type Registration, register } from "../handler.ts";
import { importDataset } from "./handlers/import-dataset.ts";

/** Methods that turn files into datasets. */
export const importingRegistrations: readonly Registration[] = [register(datasetImport, importDataset)];
