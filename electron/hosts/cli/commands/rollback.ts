import { datasetRollback } from "../../../contract/methods/dataset-rollback.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readInteger } from "../read-number.ts";

/** tessera rollback NAME [--to N] */
export const defineRollback: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--to <version>", "this version (default: the one before)", readInteger)
    .action(async (dataset: string, { to }: { to?: number }) => {
      const result = await session.call(datasetRollback, { dataset, version: to });
      await session.print(
        result,
        (now) => `${dataset}: version ${now.dataset.version} is in force, before it was ${now.from}.`,
      );
    });
};
