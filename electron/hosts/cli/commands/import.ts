import { resolve } from "node:path";
import { datasetImport } from "../../../contract/methods/dataset.ts";
import { formatDuration } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeDataset } from "../describe-dataset.ts";
import { addImportOptions, type ImportFlags, importOptionsOf } from "../import-options.ts";

/** tessera import FILE... --dataset NAME */
export const defineImport: DefineCommand = (command, session) => {
  command
    .argument("<files...>", "CSV files, or a folder of them; several are joined by date")
    .requiredOption("--dataset <name>", "name of the dataset")
    .option("--replace", "make a new version when the dataset is there already");
  addImportOptions(command).action(
    async (files: string[], options: ImportFlags & { dataset: string; replace?: boolean }) => {
      const result = await session.call(datasetImport, {
        ...importOptionsOf(options),
        files: files.map((file) => resolve(file)),
        dataset: options.dataset,
        replace: options.replace,
      });
      await session.print(
        result,
        ({ dataset, files: read, seconds }) =>
          `${describeDataset(dataset, read)}\nimported in ${formatDuration(seconds)}`,
      );
    },
  );
};
