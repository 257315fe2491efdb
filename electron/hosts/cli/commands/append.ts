import { resolve } from "node:path";
import { Option } from "commander";
import { datasetAppend } from "../../../contract/methods/dataset.ts";
import { formatDuration } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeDataset } from "../describe-dataset.ts";
import { addImportOptions, type ImportFlags, importOptionsOf } from "../import-options.ts";

interface Flags extends ImportFlags {
  readonly dataset: string;
  readonly overlap?: "refuse" | "skip" | "keep";
}

/** tessera append FILE... --dataset NAME */
export const defineAppend: DefineCommand = (command, session) => {
  command
    .argument("<files...>", "CSV files with new days")
    .requiredOption("--dataset <name>", "dataset that they are added to")
    .addOption(
      new Option("--overlap <policy>", "rows of a date that is there already").choices([
        "refuse",
        "skip",
        "keep",
      ]),
    );
  addImportOptions(command).action(async (files: string[], options: Flags) => {
    const result = await session.call(datasetAppend, {
      ...importOptionsOf(options),
      files: files.map((file) => resolve(file)),
      dataset: options.dataset,
      overlap: options.overlap,
    });
    await session.print(
      result,
      ({ dataset, files: read, added, seconds }) =>
        `${describeDataset(dataset, read)}\n${added} observations added in ${formatDuration(seconds)}`,
    );
  });
};
