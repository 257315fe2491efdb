import type { datasetVerify } from "../../../contract/methods/dataset.ts";
import { datasetSummary } from "../../datasets/summary.ts";
import type { Handler } from "../../handler.ts";
import { repairDataset } from "../repair-dataset.ts";

/** dataset.verify */
export const verifyDataset: Handler<typeof datasetVerify> = async ({ dataset, repair }, context, call) => {
  const { manifest, files, bytes, faults } = await context.datasets.verify(dataset, call);
  const report = { files, bytes, faults: [...faults] };
  if (!repair || faults.length === 0)
    return { ...report, dataset: datasetSummary(manifest), repaired: false };
  const repaired = await repairDataset(context, dataset, call);
  context.emit({ kind: "datasets-changed" });
  return { ...report, dataset: datasetSummary(repaired), repaired: true };
};
