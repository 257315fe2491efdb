import { Option } from "commander";
import { portfolioScore } from "../../../contract/methods/portfolio.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { type PlainMetric, plainMetric } from "../../../contract/search.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeBasis } from "../describe-basis.ts";
import { describeCells } from "../describe-cells.ts";
import { formatFields } from "../format-fields.ts";
import { formatFigure } from "../format-figure.ts";
import { addMetricOptions, metricOptionsOf } from "../metric-option-flags.ts";
import { readNumber } from "../read-number.ts";
import { readPortfolio } from "../read-portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

interface Options extends ViewOptions, MetricOptions {
  readonly portfolio: string;
  readonly metric: PlainMetric;
  readonly drawdownThreshold?: number;
  readonly penaltyWeight?: number;
  readonly drawdownFloor?: number;
}

/** tessera score NAME --portfolio NAMES.txt */
export const defineScore: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption("--portfolio <names.txt>", "strategies, one name per line")
    .addOption(
      new Option("--metric <metric>", "what is scored").choices(plainMetric.options).default("ratio"),
    )
    .option(
      "--drawdown-threshold <x>",
      "below this drawdown the correlation penalty is halved, in currency",
      readNumber,
    )
    .option(
      "--penalty-weight <w>",
      "weight of the mean correlation (default: 10, as the replaced system)",
      readNumber,
    )
    .option("--drawdown-floor <x>", "the ratio divides by at least this, in currency", readNumber);
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const score = await session.call(portfolioScore, {
      ...viewOf(dataset, options),
      ...metricOptionsOf(options),
      members: await readPortfolio(options.portfolio),
      metric: options.metric,
      drawdownThreshold: options.drawdownThreshold,
      penaltyWeight: options.penaltyWeight,
      drawdownFloor: options.drawdownFloor,
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
  });
};
