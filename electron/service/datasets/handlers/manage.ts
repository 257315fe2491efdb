import type {
  datasetDelete,
  datasetDuplicate,
  datasetRename,
  datasetRestore,
} from "../../../contract/methods/dataset.ts";
import type { Handler } from "../../handler.ts";
import { movePortfolios } from "../../portfolios/portfolio-files.ts";
import type { ServiceContext } from "../../service-context.ts";
import { datasetSummary } from "../dataset-summary.ts";

/** Runs a change and says that the list of datasets is another one. */
async function changing<T>({ emit }: ServiceContext, change: Promise<T>): Promise<T> {
  const result = await change;
  emit({ kind: "datasets-changed" });
  return result;
}

/** The small changes of the catalogue. */
export const manage: {
  rename: Handler<typeof datasetRename>;
  duplicate: Handler<typeof datasetDuplicate>;
  delete: Handler<typeof datasetDelete>;
  restore: Handler<typeof datasetRestore>;
} = {
  rename: async ({ dataset, to }, context) => {
    const renamed = await changing(context, context.datasets.rename(dataset, to));
    await movePortfolios(context.home, dataset, to);
    context.emit({ kind: "portfolios-changed" });
    return { dataset: datasetSummary(renamed) };
  },
  duplicate: async ({ dataset, to }, context) => ({
    dataset: datasetSummary(await changing(context, context.datasets.duplicate(dataset, to))),
  }),
  delete: async ({ dataset }, context) => ({
    trash: await changing(context, context.datasets.delete(dataset)),
  }),
  restore: async ({ id, as }, context) => ({
    dataset: datasetSummary(await changing(context, context.datasets.restore(id, as))),
  }),
};
