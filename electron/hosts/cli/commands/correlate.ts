import { resolve } from "node:path";
import { Option } from "commander";
import { type CorrelationWeighting, correlationMethod, pairMethod } from "../../../contract/correlation.ts";
import type { ResultOf } from "../../../contract/method.ts";
import {
  correlationMatrix,
  correlationRolling,
  correlationSummary,
} from "../../../contract/methods/correlation.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeCells } from "../describe-cells.ts";
import { formatCount } from "../format-count.ts";
import { formatFields } from "../format-fields.ts";
import { formatFigure } from "../format-figure.ts";
import { formatHistogram } from "../format-histogram.ts";
import { formatTable } from "../format-table.ts";
import { matrixCsv } from "../matrix-csv.ts";
import { readInteger, readNumber } from "../read-number.ts";
import { readPortfolio } from "../read-portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";
import { addWeightingOption } from "../weighting-options.ts";
import { writeWholeFile } from "../write-whole-file.ts";

interface Options extends ViewOptions {
  readonly portfolio?: string;
  readonly out?: string;
  readonly method: (typeof correlationMethod)["options"][number];
  readonly halfLife?: number;
  readonly weighting?: CorrelationWeighting;
  readonly rolling?: number;
  readonly threshold?: number;
  readonly top: number;
}

/** What the method does with a missing cell. */
const missingIn: Readonly<Record<Options["method"], string>> = {
  pearson: "each pair over the observations that both have",
  spearman: "each pair over the observations that both have, ranks within each strategy",
  kendall: "each pair over the observations that both have",
  exponential: "each pair over the observations that both have",
  downside: "each pair over the observations that both have",
  shrunk: "each pair over the observations that both have; taken as the mean for the shrinkage",
  denoised: "taken as their strategy's mean",
};

function describeSummary(result: ResultOf<typeof correlationSummary>): string {
  const { strategies, top } = result;
  const pairs = formatTable<number>(
    [
      { title: "rho", align: "right", text: (index) => (top.rho[index] ?? Number.NaN).toFixed(6) },
      { title: "", text: (index) => (Math.abs(top.rho[index] ?? 0) < result.noiseBand ? "noise" : "") },
      { title: "strategy", text: (index) => strategies[top.a[index] ?? 0] ?? "" },
      { title: "strategy", text: (index) => strategies[top.b[index] ?? 0] ?? "" },
    ],
    Array.from(top.rho, (_, index) => index),
  );
  const fields = formatFields({
    strategies: formatCount(strategies.length),
    pairs: formatCount(result.pairs),
    observations: formatFigure(result.observations),
    "mean rho": result.meanRho.toFixed(6),
    "mean |rho|": result.meanAbsRho.toFixed(6),
    noise: `95 % of unrelated pairs have a smaller |rho| than ${result.noiseBand.toFixed(3)}; the most alike of so many, ${result.noiseLargest.toFixed(3)}`,
    [`|rho| >= ${result.threshold}`]: `${formatCount(result.thresholdCount)} pairs`,
  });
  const cells = describeCells(result.cells, "each pair over the observations that both have");
  return `${fields}${cells ? `\n${cells}` : ""}\n\n${formatHistogram(result.histogram)}\n\nmost correlated pairs\n${pairs}`;
}

/** tessera correlate NAME [--portfolio NAMES.txt --out MATRIX.csv] */
export const defineCorrelate: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "the matrix of these strategies instead of the summary of all")
    .option("--out <matrix.csv>", "write the matrix to a file; needs --portfolio")
    .addOption(
      new Option("--method <method>", "of correlation; all pairs by pearson, spearman, downside")
        .choices(correlationMethod.options)
        .default("pearson"),
    )
    .option("--half-life <n>", "of --method exponential, in observations", readNumber)
    .option(
      "--rolling <n>",
      "the mean over a window of this many observations instead of the matrix",
      readInteger,
    )
    .option("--threshold <rho>", "count the pairs whose |rho| reaches this", readNumber)
    .option("--top <k>", "most correlated pairs in the summary", readInteger, 10);
  addViewOptions(addWeightingOption(command)).action(async (dataset: string, options: Options) => {
    const view = viewOf(dataset, options);
    if (options.portfolio === undefined) {
      const pairs = pairMethod.safeParse(options.method);
      if (!pairs.success) {
        command.error(
          `error: --method ${options.method} needs --portfolio; all pairs are correlated by ${pairMethod.options.join(", ")}`,
        );
      }
      if (options.rolling !== undefined) command.error("error: --rolling needs --portfolio");
      if (options.out !== undefined) command.error("error: --out needs --portfolio");
      const { threshold, top } = options;
      const result = await session.call(correlationSummary, {
        ...view,
        pairMethod: pairs.data,
        weighting: options.weighting,
        threshold,
        topPairs: top,
      });
      await session.print(result, describeSummary);
      return;
    }
    const members = await readPortfolio(options.portfolio);
    if (options.rolling !== undefined) {
      if (options.weighting) command.error("error: --rolling has no --weighting");
      const moving = await session.call(correlationRolling, { ...view, members, window: options.rolling });
      const rows = moving.dates.map((date, t) => `${date},${moving.meanRho[t]}`);
      const text = `${["date,mean_rho", ...rows].join("\n")}\n`;
      if (options.out !== undefined) await writeWholeFile(resolve(options.out), text);
      await session.print(moving, () => text.trimEnd());
      return;
    }
    const { method, halfLife, weighting } = options;
    const result = await session.call(correlationMatrix, { ...view, members, method, halfLife, weighting });
    if (options.out === undefined) {
      await session.print(result, (matrix) => matrixCsv(matrix.members, matrix.rho).trimEnd());
      return;
    }
    const file = resolve(options.out);
    await writeWholeFile(file, matrixCsv(result.members, result.rho));
    const { meanRho, observations, estimates, cells } = result;
    const summary = {
      file,
      members: members.length,
      method,
      weighting,
      meanRho,
      observations,
      estimates,
      cells,
    };
    await session.print(summary, () => {
      const line = `${file}: ${members.length} x ${members.length}, mean rho ${meanRho.toFixed(6)}, ${formatFigure(observations)} observations`;
      const more = Object.entries(estimates).map(
        ([name, value]) => `${name.replaceAll("_", " ")} ${formatFigure(value)}`,
      );
      return [line, more.join(", "), describeCells(cells, missingIn[method])].filter(Boolean).join("\n");
    });
  });
};
