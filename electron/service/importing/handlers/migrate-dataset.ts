import type { datasetMigrate } from "../../../contract/methods/dataset.ts";
import { datasetSummary } from "../../datasets/summary.ts";
import type { Handler } from "../../handler.ts";
import { migrate } from "../migration/migrate.ts";

/** dataset.migrate */
export const migrateDataset: Handler<typeof datasetMigrate> = async (request, context, call) => {
  const start = performance.now();
  const { files, dataset, report, ...options } = request;
  const migrated = await migrate(context, files, dataset, options, report, call);
  context.emit({ kind: "datasets-changed" });
  return {
    dataset: datasetSummary(migrated.manifest),
    report: migrated.report,
    strategies: migrated.compared.length,
    differing: migrated.compared.filter(({ agrees }) => !agrees).length,
    seconds: (performance.now() - start) / 1000,
  };
};
