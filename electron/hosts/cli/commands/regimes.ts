import { resolve } from "node:path";
import { Option } from "commander";
import { regimeJoin, regimeSummary } from "../../../contract/methods/regime.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { describeBasis, describeCells } from "../describe/basis.ts";
import { readPortfolio } from "../files.ts";
import { formatFigure, formatTable } from "../format.ts";
import { figureOf, formatMetric, formatMoney, moneyFor, moneyTitle } from "../money.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends ViewOptions, MetricOptions {
  readonly portfolio?: string;
}

const rhoOf = ({ meanRho }: { readonly meanRho: number }) => formatFigure(meanRho);

/** tessera regimes NAME: what a confidence threshold and a choice of regimes would keep. */
export const defineRegimes: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "figures of these strategies instead of all");
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const members = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
    const result = await session.call(regimeSummary, {
      ...viewOf(dataset, options),
      ...metricOptionsOf(options),
      members,
    });
    const money = await moneyFor(session, dataset);
    await session.print(
      result,
      ({ regimes, observations, kept, effective, inTransition, warnings, basis }) => {
        const table = formatTable(
          [
            { title: "regime", text: ({ name }) => name },
            { title: "rows", align: "right", text: (row) => String(row.observations) },
            { title: "kept", align: "right", text: (row) => String(row.kept) },
            { title: "effective", align: "right", text: (row) => formatFigure(row.effective) },
            {
              title: "confidence",
              align: "right",
              text: ({ meanConfidence }) => formatFigure(meanConfidence),
            },
            {
              title: moneyTitle("total", money),
              align: "right",
              text: ({ total }) => formatMoney(total, money),
            },
            {
              title: moneyTitle("mean", money),
              align: "right",
              text: ({ mean }) => formatMoney(mean, money),
            },
            { title: "win rate", align: "right", text: ({ winRate }) => figureOf("win_rate", winRate) },
            {
              title: "sharpe",
              align: "right",
              text: ({ metrics }) => formatMetric("sharpe", metrics.sharpe ?? Number.NaN),
            },
            {
              title: moneyTitle("max drawdown", money),
              align: "right",
              text: ({ metrics }) => formatMetric("max_drawdown", metrics.max_drawdown ?? Number.NaN, money),
            },
            ...(members ? [{ title: "mean rho", align: "right" as const, text: rhoOf }] : []),
          ],
          regimes,
        );
        const kind = `${kept} of ${observations} rows kept, effective ${formatFigure(effective)}, ${inTransition} in transition`;
        return [
          regimes.length > 0
            ? table
            : "The dataset names no market regimes: join some (tessera join-regimes), or import a file with a regime column.",
          kind,
          ...warnings,
          describeBasis(basis),
          describeCells(basis, "left out, 0 in a portfolio's sum"),
        ]
          .filter(Boolean)
          .join("\n");
      },
    );
  });
};

interface Flags {
  readonly bars: string;
  readonly confidenceScale: "detect" | "fraction" | "percent";
  readonly unmatched: "keep" | "clear";
}

/** tessera join-regimes NAME --bars FILE */
export const defineJoinRegimes: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption(
      "--bars <file.csv>",
      "Date, Time, Market Regime, Confidence Score, Transition Threshold Score",
    )
    .addOption(
      new Option("--confidence-scale <scale>", "of the bars")
        .choices(["detect", "fraction", "percent"])
        .default("detect"),
    )
    .addOption(
      new Option("--unmatched <policy>", "rows without a bar in their window")
        .choices(["keep", "clear"])
        .default("keep"),
    )
    .action(async (dataset: string, { bars, confidenceScale, unmatched }: Flags) => {
      const result = await session.call(regimeJoin, {
        dataset,
        file: resolve(bars),
        confidenceScale,
        unmatched,
      });
      await session.print(
        result,
        (joined) =>
          `${dataset}: version ${joined.version}, ${joined.matched} rows matched ${joined.bars} bars, ` +
          `${joined.unmatched} did not; confidence taken as ${joined.confidenceScale}`,
      );
    });
};
