import type { datasetOpenSummary } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { datasetSummary } from "../dataset-summary.ts";

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

/** dataset.open-summary */
export const openSummary: Handler<typeof datasetOpenSummary> = async ({ dataset, version }, { datasets }) => {
  const { manifest, observations } = await datasets.observations(dataset, version);
  return {
    dataset: datasetSummary(manifest),
    observations: observations.map(({ part, column, ...shown }) => shown),
    zones: distinct(observations.map((one) => one.zone)),
    regimes: distinct(observations.map((one) => one.marketRegime)),
    dates: new Set(observations.map((one) => one.date)).size,
  };
};
