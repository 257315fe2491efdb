import type { datasetHistory } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { datasetSummary } from "../dataset-summary.ts";

/** dataset.history */
export const history: Handler<typeof datasetHistory> = async ({ dataset }, { datasets }) => ({
  versions: (await datasets.history(dataset)).map(({ version, isCurrent, manifest }) => ({
    version,
    isCurrent,
    parent: manifest?.parent ?? null,
    dataset: manifest && datasetSummary(manifest),
  })),
});
