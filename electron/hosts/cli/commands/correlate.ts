import { type Command, Option } from "commander";
import { type CorrelationWeighting, correlationMethod, pairMethod } from "../../../contract/correlation.ts";
import type { ResultOf } from "../../../contract/method.ts";
import {
  correlationMatrix,
  correlationRolling,
  correlationSummary,
} from "../../../contract/methods/correlation.ts";
import { countOf } from "../../../contract/text.ts";
import { matrixCsv } from "../csv.ts";
import { describeCells, describeKept } from "../describe/basis.ts";
import { readPortfolio, writeWholeFile } from "../files.ts";
import { formatCount, formatFields, formatFigure, formatHistogram, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readInteger, readNumber } from "../options/read.ts";
import {
  addPairOptions,
  addViewOptions,
  addWeightingOption,
  type PairOptions,
  type ViewOptions,
  viewOf,
} from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import type { CliSession } from "../session.ts";

interface Options extends OutputFlags, ViewOptions, PairOptions {
  readonly portfolio?: string;
  readonly method: (typeof correlationMethod)["options"][number];
  readonly halfLife?: number;
  readonly weighting?: CorrelationWeighting;
  readonly rolling?: number;
}

/** What the method does with a missing cell. */
const missingIn: Readonly<Record<Options["method"], string>> = {
  pearson: "each pair over the rows that both have",
  spearman: "each pair over the rows that both have, ranks within each strategy",
  kendall: "each pair over the rows that both have",
  exponential: "each pair over the rows that both have",
  downside: "each pair over the rows that both have",
  shrunk: "each pair over the rows that both have; taken as the mean for the shrinkage",
  denoised: "taken as their strategy's mean",
};

/** The summary in words. */
export function describeSummary(result: ResultOf<typeof correlationSummary>, dataset: string): string {
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
    rows: formatFigure(result.observations),
    "mean rho": result.meanRho.toFixed(6),
    "mean |rho|": result.meanAbsRho.toFixed(6),
    noise: `95 % of unrelated pairs have a smaller |rho| than ${result.noiseBand.toFixed(3)}; the most alike of so many, ${result.noiseLargest.toFixed(3)}`,
    [`|rho| >= ${result.threshold}`]: countOf(result.thresholdCount, "pair"),
    kept: describeKept(result.kept, dataset),
  });
  const cells = describeCells(result.cells, "each pair over the rows that both have");
  return `${fields}${cells ? `\n${cells}` : ""}\n\n${formatHistogram(result.histogram)}\n\nmost correlated pairs\n${pairs}`;
}

/** tessera correlate NAME [--portfolio NAMES.txt --out MATRIX.csv] */
export const defineCorrelate: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "the matrix of these strategies instead of the summary of all")
    .option("--out <matrix.csv>", "write the matrix to a file; needs --portfolio")
    .option(...forceOption)
    .addOption(
      new Option("--method <method>", "of correlation; all pairs by pearson, spearman, downside")
        .choices(correlationMethod.options)
        .default("pearson"),
    )
    .option("--half-life <n>", "of --method exponential, in rows", readNumber)
    .option("--rolling <n>", "the mean over a window of this many rows instead of the matrix", readInteger);
  addViewOptions(addWeightingOption(addPairOptions(command))).action(
    async (dataset: string, options: Options) => {
      if (options.portfolio === undefined) await summarise(dataset, options, command, session);
      else if (options.rolling !== undefined) await roll(dataset, options, command, session);
      else await correlateMembers(dataset, options, session);
    },
  );
};

/** All pairs. */
async function summarise(dataset: string, options: Options, command: Command, session: CliSession) {
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
    ...viewOf(dataset, options),
    pairMethod: pairs.data,
    weighting: options.weighting,
    threshold,
    topPairs: top,
  });
  await session.print(result, (summary) => describeSummary(summary, dataset));
}

/** The mean correlation of a portfolio's pairs in a moving window. */
async function roll(dataset: string, options: Options, command: Command, session: CliSession) {
  if (options.weighting) command.error("error: --rolling has no --weighting");
  const output = await outputOf(session, options);
  const moving = await session.call(correlationRolling, {
    ...viewOf(dataset, options),
    members: await readPortfolio(options.portfolio ?? ""),
    window: options.rolling,
  });
  const rows = moving.dates.map((date, t) => `${date},${moving.meanRho[t]}`);
  const text = `${["date,mean_rho", ...rows].join("\n")}\n`;
  if (output) await writeWholeFile(output, text);
  await session.print(moving, () => text.trimEnd());
}

/** The matrix of a portfolio. */
async function correlateMembers(dataset: string, options: Options, session: CliSession) {
  const { method, halfLife, weighting } = options;
  const output = await outputOf(session, options);
  const members = await readPortfolio(options.portfolio ?? "");
  const view = viewOf(dataset, options);
  const result = await session.call(correlationMatrix, { ...view, members, method, halfLife, weighting });
  if (output === undefined) {
    await session.print(result, (matrix) => matrixCsv(matrix.members, matrix.rho, false).trimEnd());
    return;
  }
  const { file } = output;
  await writeWholeFile(output, matrixCsv(result.members, result.rho, output.formulasAsText));
  const { meanRho, observations, estimates, cells } = result;
  const counts = { members: members.length, method, weighting };
  await session.print({ file, ...counts, meanRho, observations, estimates, cells }, () => {
    const line = `${file}: ${members.length} x ${members.length}, mean rho ${meanRho.toFixed(6)}, ${formatFigure(observations)} rows`;
    const more = Object.entries(estimates).map(
      ([name, value]) => `${name.replaceAll("_", " ")} ${formatFigure(value)}`,
    );
    return [line, more.join(", "), describeCells(cells, missingIn[method])].filter(Boolean).join("\n");
  });
}
