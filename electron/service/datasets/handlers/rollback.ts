import type { datasetRollback } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { datasetSummary } from "../dataset-summary.ts";

/** dataset.rollback */
export const rollback: Handler<typeof datasetRollback> = async ({ dataset, version }, { datasets, emit }) => {
  const from = (await datasets.history(dataset)).find((one) => one.isCurrent)?.version ?? 0;
  const manifest = await datasets.rollback(dataset, version);
  emit({ kind: "datasets-changed" });
  return { dataset: datasetSummary(manifest), from };
};
