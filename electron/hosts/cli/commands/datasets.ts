import { datasetList } from "../../../contract/methods/dataset.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { formatTable } from "../format-table.ts";

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, one) => sum + one, 0);

/** tessera datasets */
export const defineDatasets: DefineCommand = (command, session) => {
  command.action(async () => {
    const result = await session.call(datasetList, {});
    await session.print(result, ({ datasets, trash, elsewhere }) => {
      const table = formatTable(
        [
          { title: "dataset", text: ({ name }) => name },
          { title: "version", align: "right", text: ({ version }) => String(version) },
          { title: "observations", align: "right", text: ({ observations }) => formatCount(observations) },
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
      return [
        datasets.length === 0 ? "No datasets." : table,
        ...(trash.length > 0 ? ["", "in the trash", ...deleted] : []),
        ...elsewhere.flatMap(({ message, remedy }) => ["", message, remedy]),
      ].join("\n");
    });
  });
};
