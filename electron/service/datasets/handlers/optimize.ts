import type { datasetOptimize } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { datasetSummary } from "../dataset-summary.ts";
import type { StorageOptions } from "../storage-options.ts";

/** dataset.optimize */
export const optimize: Handler<typeof datasetOptimize> = async ({ dataset, ...wishes }, context, call) => {
  const before = datasetSummary(await context.datasets.manifest(dataset));
  const said = Object.entries(wishes).filter(([, value]) => value !== undefined);
  const options: Partial<StorageOptions> = Object.fromEntries(said);
  const after = datasetSummary(await context.datasets.optimize(dataset, options, call));
  context.emit({ kind: "datasets-changed" });
  return { dataset: after, bytesBefore: before.bytes, bytesAfter: after.bytes };
};
