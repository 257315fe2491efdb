import { type Money, metricMoney } from "../../../contract/figures/money.ts";
import { portfolioScore } from "../../../contract/methods/portfolio.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { metricName } from "../../../contract/metrics.ts";
import type { ObjectiveOptions } from "../../../contract/search.ts";
import { describeBasis, describeCells } from "../describe/basis.ts";
import { readPortfolio } from "../files.ts";
import { formatFields, formatFigure } from "../format.ts";
import { figureOf, formatMetric, moneyFor } from "../money.ts";
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
      const money = metricMoney(score.basis, await moneyFor(session, dataset));
      await session.print(score, ({ basis, mean_complete_correlation: complete, ...figures }) => {
        const shown = basis.missingCells > 0 ? { ...figures, mean_complete_correlation: complete } : figures;
        const fields = formatFields(
          Object.fromEntries(
            Object.entries(shown).map(([name, value]) => [
              name.replaceAll("_", " "),
              typeof value === "number" ? scoreText(name, value, money) : value,
            ]),
          ),
        );
        const treatment = "0 in the portfolio's sum, their strategy's mean in its correlation";
        return [fields, describeBasis(basis), describeCells(basis, treatment)].filter(Boolean).join("\n");
      });
    },
  );
};

/** Figures that are metrics are written as metrics are; names of one that are not those of the table. */
function scoreText(name: string, value: number, money: Money): string {
  const metric = metricName.safeParse(name === "win_percentage" ? "win_rate" : name);
  if (metric.success) return figureOf(metric.data, value, money);
  return name === "drawdown_floor" ? formatMetric("max_drawdown", value, money) : formatFigure(value);
}
