import { portfolioScore } from "../../../contract/methods/portfolio.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import type { ObjectiveOptions } from "../../../contract/search.ts";
import { describeBasis, describeCells } from "../describe/basis.ts";
import { readPortfolio } from "../files.ts";
import { formatFields, formatFigure } from "../format.ts";
import { addCurrencyOptions, metricOptionsOf } from "../options/metric.ts";
import { addScoreOptions, objectiveOptionsOf } from "../options/search.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends ViewOptions, MetricOptions, ObjectiveOptions {
  readonly portfolio: string;
}

/** tessera score NAME --portfolio NAMES.txt */
export const defineScore: DefineCommand = (command, session) => {
  command.argument("<dataset>").requiredOption("--portfolio <names.txt>", "strategies, one name per line");
  addScoreOptions(addCurrencyOptions(addViewOptions(command))).action(
    async (dataset: string, options: Options) => {
      const score = await session.call(portfolioScore, {
        ...viewOf(dataset, options),
        ...metricOptionsOf(options),
        ...objectiveOptionsOf(options),
        members: await readPortfolio(options.portfolio),
      });
      await session.print(score, ({ basis, mean_complete_correlation: complete, ...figures }) => {
        const shown = basis.missingCells > 0 ? { ...figures, mean_complete_correlation: complete } : figures;
        const fields = formatFields(
          Object.fromEntries(
            Object.entries(shown).map(([name, value]) => [
              name.replaceAll("_", " "),
              typeof value === "number" ? formatFigure(value) : value,
            ]),
          ),
        );
        const treatment = "0 in the portfolio's sum, their strategy's mean in its correlation";
        return [fields, describeBasis(basis), describeCells(basis, treatment)].filter(Boolean).join("\n");
      });
    },
  );
};
