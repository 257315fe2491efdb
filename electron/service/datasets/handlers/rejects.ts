import type { datasetRejects } from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";

/** dataset.rejects */
export const rejects: Handler<typeof datasetRejects> = async ({ dataset, ...query }, { datasets }) => ({
  counts: (await datasets.manifest(dataset)).rejects,
  ...(await datasets.rejects(dataset, query)),
});
