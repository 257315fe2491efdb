import { zoneSummary } from "../../../contract/methods/zone.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatFigure } from "../format-figure.ts";
import { formatTable } from "../format-table.ts";
import { readPortfolio } from "../read-portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

/** tessera zones NAME */
export const defineZones: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "figures of these strategies instead of all");
  addViewOptions(command).action(async (dataset: string, options: ViewOptions & { portfolio?: string }) => {
    const { zoneWeights, ...view } = options;
    const members = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
    const result = await session.call(zoneSummary, { ...viewOf(dataset, view), zoneWeights, members });
    await session.print(result, ({ dates, outside, zones }) => {
      const table = formatTable(
        [
          { title: "zone", text: ({ name }) => name },
          { title: "weight", align: "right", text: ({ weight }) => formatFigure(weight) },
          { title: "observations", align: "right", text: ({ observations }) => String(observations) },
          { title: "from", text: ({ start }) => start ?? "" },
          { title: "to", text: ({ end }) => end ?? "" },
          { title: "total", align: "right", text: ({ total }) => formatFigure(total) },
          { title: "win rate", align: "right", text: ({ winRate }) => formatFigure(winRate) },
          { title: "worst", align: "right", text: ({ worst }) => formatFigure(worst) },
        ],
        zones,
      );
      return `${table}\n${dates} dates, ${outside} observations in no zone`;
    });
  });
};
