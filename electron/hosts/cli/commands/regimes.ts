import { regimeSummary } from "../../../contract/methods/regime-summary.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatFigure } from "../format-figure.ts";
import { formatTable } from "../format-table.ts";
import { readPortfolio } from "../read-portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

/** tessera regimes NAME: what a confidence threshold and a choice of regimes would keep. */
export const defineRegimes: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "figures of these strategies instead of all");
  addViewOptions(command).action(async (dataset: string, options: ViewOptions & { portfolio?: string }) => {
    const members = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
    const result = await session.call(regimeSummary, { ...viewOf(dataset, options), members });
    await session.print(result, ({ regimes, observations, kept, effective, inTransition, warnings }) => {
      const table = formatTable(
        [
          { title: "regime", text: ({ name }) => name },
          { title: "observations", align: "right", text: (row) => String(row.observations) },
          { title: "kept", align: "right", text: (row) => String(row.kept) },
          { title: "confidence", align: "right", text: ({ meanConfidence }) => formatFigure(meanConfidence) },
          { title: "total", align: "right", text: ({ total }) => formatFigure(total) },
          { title: "mean", align: "right", text: ({ mean }) => formatFigure(mean) },
          { title: "win rate", align: "right", text: ({ winRate }) => formatFigure(winRate) },
        ],
        regimes,
      );
      const kind = `${kept} of ${observations} observations kept, effective ${formatFigure(effective)}, ${inTransition} in transition`;
      return [table, kind, ...warnings].join("\n");
    });
  });
};
