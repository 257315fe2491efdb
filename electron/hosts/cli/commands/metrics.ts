import { InvalidArgumentError } from "commander";
import type { ResultOf } from "../../../contract/method.ts";
import { strategyMetrics } from "../../../contract/methods/strategy.ts";
import { hasThinTail, type MetricOptions } from "../../../contract/metric-basis.ts";
import { type MetricName, metricName, usualMetrics } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { describeBasis, describeCells } from "../describe/basis.ts";
import { type Output, readPortfolio, writeWholeFile } from "../files.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { metricsFile } from "../metrics-file.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readInteger } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import { type CliSession, toJson } from "../session.ts";
import { addUniverseOption, askUniverse, describeUniverse } from "../universe.ts";

interface Options extends OutputFlags, ViewOptions, MetricOptions {
  readonly metrics?: MetricName[];
  readonly portfolio?: string;
  readonly sort?: MetricName;
  readonly limit: number;
  readonly luck: boolean;
}

function readMetric(text: string): MetricName {
  const parsed = metricName.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${text} is none of ${metricName.options.join(", ")}.`);
}

/** tessera metrics NAME */
export const defineMetrics: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--out <file>", "write all of them to a .csv, .parquet or .arrow file")
    .option(...forceOption)
    .option("--metrics <names>", "which metrics, separated by commas (default: all)", (text) =>
      text.split(",").map(readMetric),
    )
    .option("--portfolio <names.txt>", "only these strategies")
    .option("--sort <metric>", "order of the list on the screen, largest first", readMetric)
    .option("--limit <n>", "lines on the screen", readInteger, 20);
  addUniverseOption(addMetricOptions(addViewOptions(command))).action(
    async (dataset: string, options: Options) => {
      const output = await outputOf(session, options);
      const sidecar = await sidecarOf(session, output);
      const result = await session.call(strategyMetrics, {
        ...viewOf(dataset, options),
        ...metricOptionsOf(options),
        metrics: options.metrics,
        strategies: options.portfolio ? await readPortfolio(options.portfolio) : undefined,
      });
      if (options.sort && hasThinTail(options.sort, result.basis.observations)) {
        const rows = result.basis.observations;
        throw new Problem(
          "bad-request",
          `The tail of ${options.sort} is less than one of ${rows} observations.`,
          {
            remedy: "Sort by another metric: this tail says nothing of which strategy is better.",
          },
        );
      }
      if (output === undefined) {
        const cells = result.strategies.length * result.basis.observations;
        const isWanted = options.luck && options.portfolio === undefined;
        const universe = await askUniverse(session, viewOf(dataset, options), { cells, isWanted });
        await session.print({ ...result, universe }, (found) =>
          [describeMetrics(found, options), describeUniverse(universe)].filter(Boolean).join("\n"),
        );
      } else await writeMetrics({ output, sidecar }, result, options, session);
    },
  );
};

type Metrics = ResultOf<typeof strategyMetrics>;

/** The strategies that come first, and what their figures rest on. */
function describeMetrics(
  { strategies, metrics, values, basis, provenance }: Metrics,
  options: Options,
): string {
  const columns = options.metrics ?? metrics.filter((name) => usualMetrics.includes(name));
  const column = (name: MetricName) => values[metrics.indexOf(name)];
  const keys = options.sort ? column(options.sort) : undefined;
  const order = strategies.map((_, index) => index);
  if (keys) order.sort((a, b) => (keys[b] ?? Number.NaN) - (keys[a] ?? Number.NaN) || a - b);
  const table = formatTable<number>(
    [
      { title: "strategy", text: (index) => strategies[index] ?? "" },
      ...columns.map((name) => ({
        title: name,
        align: "right" as const,
        text: (index: number) => formatFigure(column(name)?.[index] ?? Number.NaN),
      })),
    ],
    order.slice(0, options.limit),
  );
  const rest = strategies.length - options.limit;
  return [
    table,
    rest > 0 ? `... and ${formatCount(rest)} more (--limit, --sort, --out FILE)` : "",
    describeBasis(basis),
    describeCells(basis, "left out of the figures of their strategy"),
    ...provenance
      .filter(({ thinTail }) => thinTail)
      .filter(({ metric }) => columns.includes(metric))
      .map(({ metric }) => `${metric} rests on less than one observation: nothing to rank on`),
  ]
    .filter(Boolean)
    .join("\n");
}

/** Definitions of the figures, beside a CSV: Parquet and Arrow carry them in their schema. */
async function sidecarOf(session: CliSession, output: Output | undefined): Promise<Output | undefined> {
  if (!output?.file.toLowerCase().endsWith(".csv")) return undefined;
  return outputOf(session, { out: `${output.file}.provenance.json`, force: output.replace });
}

/** All strategies into a file, with their definitions. */
async function writeMetrics(
  { output, sidecar }: { readonly output: Output; readonly sidecar: Output | undefined },
  result: Metrics,
  options: Options,
  session: CliSession,
) {
  const { file, formulasAsText } = output;
  const layout = { isLegacyLayout: !options.metrics, formulasAsText };
  await writeWholeFile(output, await metricsFile(file, result, layout));
  const { strategies, basis, metrics, provenance } = result;
  if (sidecar) await writeWholeFile(sidecar, `${toJson(provenance)}\n`);
  const summary = { file, strategies: strategies.length, metrics, basis, provenance };
  await session.print(summary, () => {
    const where = sidecar ? `definitions in ${sidecar.file}` : "definitions in the file's metadata";
    return `${file}: ${formatCount(strategies.length)} strategies x ${metrics.length} metrics, ${where}\n${describeBasis(basis)}`;
  });
}
