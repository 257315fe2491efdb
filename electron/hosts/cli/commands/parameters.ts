import { searchParameters } from "../../../contract/methods/search.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatTable } from "../format-table.ts";

/** tessera parameters */
export const defineParameters: DefineCommand = (command, session) => {
  command.action(async () => {
    const answer = await session.call(searchParameters, {});
    await session.print(answer, ({ parameters }) => {
      const rows = Object.entries(parameters).flatMap(([algorithm, list]) =>
        list.map((one) => ({ algorithm, ...one })),
      );
      return formatTable(
        [
          { title: "parameter", text: ({ algorithm, name }) => `${algorithm}.${name}` },
          { title: "default", align: "right", text: (row) => String(row.default) },
          { title: "from", align: "right", text: ({ minimum }) => String(minimum) },
          { title: "to", align: "right", text: ({ maximum }) => String(maximum) },
          { title: "meaning", text: ({ meaning }) => meaning },
        ],
        rows,
      );
    });
  });
};
