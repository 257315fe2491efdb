import {
  datasetClearKept,
  datasetDelete,
  datasetDuplicate,
  datasetEmptyTrash,
  datasetKept,
  datasetList,
  datasetRename,
  datasetRestore,
  datasetTrash,
} from "../../../contract/methods/dataset.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import { formatCount, formatTable } from "../format.ts";
import type { DefineCommand } from "../run-cli.ts";

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);

/** tessera datasets */
export const defineDatasets: DefineCommand = (command, session) => {
  command.action(async () => {
    const result = await session.call(datasetList, {});
    await session.print(result, ({ datasets, damaged, trash, elsewhere }) => {
      const table = formatTable(
        [
          { title: "dataset", text: ({ name }) => name },
          { title: "version", align: "right", text: ({ version }) => String(version) },
          { title: "rows", align: "right", text: ({ observations }) => formatCount(observations) },
          { title: "strategies", align: "right", text: ({ strategies }) => formatCount(strategies) },
          { title: "from", text: ({ firstDate }) => firstDate },
          { title: "to", text: ({ lastDate }) => lastDate },
          { title: "stored", align: "right", text: ({ bytes }) => formatBytes(bytes) },
          { title: "not as written", align: "right", text: ({ rejects }) => formatCount(total(rejects)) },
          { title: "source", text: ({ source }) => source.fileName },
        ],
        datasets,
      );
      const deleted = trash.map(
        ({ id, name, deletedAt }) => `  ${name}, deleted ${deletedAt}: tessera restore "${id}"`,
      );
      const none = damaged.length > 0 ? "No dataset that can be read." : "No datasets.";
      return [
        datasets.length === 0 ? none : table,
        ...damaged.flatMap(({ name, problem, versions }) => [
          "",
          problem.message,
          versions.length > 0
            ? `  tessera rollback "${name}" puts version ${versions[0]} in force.`
            : "  No other version is on the disk.",
          `  tessera import FILE --dataset "${name}" --replace makes it anew, tessera delete "${name}" removes it.`,
        ]),
        ...(trash.length > 0 ? ["", "in the trash", ...deleted] : []),
        ...elsewhere.flatMap(({ message, remedy }) => ["", message, remedy]),
      ].join("\n");
    });
  });
};

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

/** tessera kept [NAME] [--clear] */
export const defineKept: DefineCommand = (command, session) => {
  command
    .argument("[dataset]", "of this dataset alone")
    .option("--clear", "remove them: what is asked for again is computed again")
    .action(async (dataset: string | undefined, { clear }: { clear?: true }) => {
      if (clear) {
        const result = await session.call(datasetClearKept, { dataset });
        await session.print(
          result,
          ({ results, bytes }) => `${formatCount(results)} removed, ${formatBytes(bytes)} freed.`,
        );
        return;
      }
      const result = await session.call(datasetKept, { dataset });
      await session.print(result, ({ results, bytes, limitBytes }) => {
        const limit = `at most ${formatBytes(limitBytes)} (storage.kept_mb)`;
        if (results.length === 0) return `No result is kept; ${limit}.`;
        const table = formatTable(
          [
            { title: "dataset", text: ({ dataset }) => dataset },
            { title: "version", align: "right", text: ({ version }) => String(version) },
            { title: "what", text: ({ kind }) => kind },
            { title: "stored", align: "right", text: (one) => formatBytes(one.bytes) },
            { title: "last used", text: ({ usedAt }) => usedAt },
          ],
          results,
        );
        return `${table}\n\n${formatBytes(bytes)}, ${limit}; tessera kept --clear removes them.`;
      });
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

/** tessera trash [list|empty] */
export const defineTrash: DefineCommand = (command, session) => {
  command
    .command("list", { isDefault: true })
    .description("deleted datasets with their size and when they are removed for good")
    .action(async () => {
      const result = await session.call(datasetTrash, {});
      await session.print(result, ({ trash, bytes, days, versionsKept }) => {
        const table = formatTable(
          [
            { title: "dataset", text: ({ name }) => name },
            { title: "deleted", text: ({ deletedAt }) => deletedAt },
            { title: "removed for good", text: ({ removedAt }) => removedAt },
            { title: "stored", align: "right", text: (one) => formatBytes(one.bytes) },
            { title: "id", text: ({ id }) => id },
          ],
          trash,
        );
        const rules = `What is deleted stays ${countOf(days, "day")} (storage.trash_days); a dataset keeps ${countOf(versionsKept, "version")} (storage.versions_kept).`;
        if (trash.length === 0) return `The trash is empty.\n${rules}`;
        return `${table}\n\n${formatBytes(bytes)} in the trash; tessera trash empty removes it.\n${rules}`;
      });
    });
  command
    .command("empty [ids...]")
    .description("remove deleted datasets for good: those of these names or ids, or all")
    .action(async (ids: string[]) => {
      const result = await session.call(datasetEmptyTrash, ids.length > 0 ? { ids } : {});
      await session.print(
        result,
        ({ removed, bytes }) =>
          `${formatCount(removed.length)} removed for good, ${formatBytes(bytes)} freed.`,
      );
    });
};
