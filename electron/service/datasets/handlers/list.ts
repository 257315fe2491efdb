import type { datasetList } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { datasetSummary } from "../dataset-summary.ts";
import { findElsewhere } from "../find-elsewhere.ts";

/** dataset.list */
export const list: Handler<typeof datasetList> = async (_request, { datasets, home, olderHomes }) => ({
  datasets: (await datasets.list()).map(datasetSummary),
  trash: await datasets.trash(),
  elsewhere: findElsewhere(home, olderHomes),
});
