import { resolve } from "node:path";
import { datasetMigrate } from "../../../contract/methods/dataset.ts";
import { formatDuration } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeDataset } from "../describe-dataset.ts";
import { formatCount } from "../format-count.ts";
import { addImportOptions, type ImportFlags, importOptionsOf } from "../import-options.ts";

/** tessera migrate FILE... --dataset NAME */
export const defineMigrate: DefineCommand = (command, session) => {
  command
    .argument("<files...>", "dumps of the database, CSV files, or an input folder; they are only read")
    .requiredOption("--dataset <name>", "name of the dataset; one that is there gets a new version")
    .option("--report <file.md>", "where the validation report goes (default: below the data root)");
  addImportOptions(command).action(
    async (files: string[], options: ImportFlags & { dataset: string; report?: string }) => {
      const result = await session.call(datasetMigrate, {
        ...importOptionsOf(options),
        files: files.map((file) => resolve(file)),
        dataset: options.dataset,
        report: options.report && resolve(options.report),
      });
      await session.print(
        result,
        ({ dataset, report, strategies, seconds }) =>
          `${describeDataset(dataset)}\n${formatCount(strategies)} strategies agree with the files; ` +
          `report: ${report}\nmigrated in ${formatDuration(seconds)}`,
      );
    },
  );
};
