import { datasetRollback } from "../../../contract/methods/dataset.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readInteger } from "../read-number.ts";

/** tessera rollback NAME [VERSION] */
export const defineRollback: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .argument("[version]", "as tessera history shows it (default: the one before)", readInteger)
    .option("--to <version>", "this version, like the argument", readInteger)
    .action(async (dataset: string, version: number | undefined, { to }: { to?: number }) => {
      const result = await session.call(datasetRollback, { dataset, version: version ?? to });
      await session.print(
        result,
        (now) => `${dataset}: version ${now.dataset.version} is in force, before it was ${now.from}.`,
      );
    });
};
