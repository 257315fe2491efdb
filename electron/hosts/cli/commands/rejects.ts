import { datasetRejects } from "../../../contract/methods/dataset.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { formatTable } from "../format-table.ts";
import { readInteger } from "../read-number.ts";

/** tessera rejects NAME */
export const defineRejects: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--column <name>", "only cells of this column")
    .option("--reason <reason>", "only cells of this reason: blank, na-token, text, infinite, ...")
    .option("--limit <n>", "how many", readInteger, 50)
    .option("--offset <n>", "after how many", readInteger, 0)
    .action(
      async (
        dataset: string,
        options: { column?: string; reason?: string; limit: number; offset: number },
      ) => {
        const result = await session.call(datasetRejects, { dataset, ...options });
        await session.print(result, ({ counts, total, rejects }) => {
          const reasons = Object.entries(counts).map(([reason, count]) => `${formatCount(count)} ${reason}`);
          if (reasons.length === 0) return "Every cell was taken as written.";
          const table = formatTable(
            [
              { title: "file", text: ({ file }) => file },
              { title: "line", align: "right", text: ({ line }) => String(line) },
              { title: "column", text: ({ column }) => column },
              { title: "text", text: ({ text }) => JSON.stringify(text) },
              { title: "reason", text: ({ reason }) => reason },
              {
                title: "value used",
                align: "right",
                text: ({ value }) => (value === null ? "none" : String(value)),
              },
            ],
            rejects,
          );
          const rest = total - options.offset - rejects.length;
          return [
            table,
            rest > 0 ? `... and ${formatCount(rest)} more (--limit, --offset)` : "",
            reasons.join(", "),
          ]
            .filter(Boolean)
            .join("\n");
        });
      },
    );
};
