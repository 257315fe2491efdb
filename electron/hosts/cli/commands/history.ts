import { datasetHistory } from "../../../contract/methods/dataset.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { formatTable } from "../format-table.ts";

/** tessera history NAME */
export const defineHistory: DefineCommand = (command, session) => {
  command.argument("<dataset>").action(async (dataset: string) => {
    const result = await session.call(datasetHistory, { dataset });
    await session.print(result, ({ versions }) =>
      formatTable(
        [
          { title: "", text: ({ isCurrent }) => (isCurrent ? "●" : " ") },
          { title: "version", align: "right", text: ({ version }) => String(version) },
          { title: "made", text: (row) => row.dataset?.createdAt ?? "(damaged)" },
          { title: "by", text: (row) => row.dataset?.action ?? "" },
          {
            title: "observations",
            align: "right",
            text: (row) => formatCount(row.dataset?.observations ?? 0),
          },
          { title: "strategies", align: "right", text: (row) => formatCount(row.dataset?.strategies ?? 0) },
          { title: "stored", align: "right", text: (row) => formatBytes(row.dataset?.bytes ?? 0) },
          { title: "source", text: (row) => row.dataset?.source.fileName ?? "" },
        ],
        versions,
      ),
    );
  });
};
