import {
  datasetDelete,
  datasetDuplicate,
  datasetRename,
  datasetRestore,
} from "../../../contract/methods/dataset.ts";
import type { DefineCommand } from "../command-entry.ts";

/** tessera rename NAME TO */
export const defineRename: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .argument("<to>", "new name")
    .action(async (dataset: string, to: string) => {
      await session.print(
        await session.call(datasetRename, { dataset, to }),
        () => `${dataset} is ${to} now.`,
      );
    });
};

/** tessera duplicate NAME TO */
export const defineDuplicate: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .argument("<to>", "name of the second one")
    .action(async (dataset: string, to: string) => {
      await session.print(
        await session.call(datasetDuplicate, { dataset, to }),
        () => `${to} is a duplicate of ${dataset}.`,
      );
    });
};

/** tessera delete NAME */
export const defineDelete: DefineCommand = (command, session) => {
  command.argument("<dataset>").action(async (dataset: string) => {
    const result = await session.call(datasetDelete, { dataset });
    await session.print(
      result,
      ({ trash }) => `${dataset} is in the trash; tessera restore "${trash.name}" brings it back.`,
    );
  });
};

/** tessera restore NAME or ID */
export const defineRestore: DefineCommand = (command, session) => {
  command
    .argument("<id>", "name of the dataset, or an id of the trash as tessera datasets shows it")
    .option("--as <name>", "another name than it had")
    .action(async (id: string, options: { as?: string }) => {
      const result = await session.call(datasetRestore, { id, as: options.as });
      await session.print(result, ({ dataset }) => `${dataset.name} is back.`);
    });
};
