import { InvalidArgumentError } from "commander";
import { type BeliefName, beliefName } from "../../../contract/expected.ts";
import { type Money, metricMoney } from "../../../contract/figures/money.ts";
import type { InputOf, ResultOf } from "../../../contract/method.ts";
import { strategyBelieved, strategyMetrics } from "../../../contract/methods/strategy.ts";
import { hasThinTail, type MetricOptions } from "../../../contract/metric-basis.ts";
import { type MetricName, metricName, metricTable, usualMetrics } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import { type FigureColumn, metricsFile } from "../../../service/exporting/metrics-file.ts";
import { describeBasis, describeCells } from "../describe/basis.ts";
import { type Output, readPortfolio, writeWholeFile } from "../files.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { figureOf, moneyFor, moneyTitle } from "../money.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import { type CliSession, toJson } from "../session.ts";
import { addUniverseOption, askUniverse, describeUniverse } from "../universe.ts";
import { unlessLarger } from "../unless-larger.ts";

type FigureName = MetricName | BeliefName;

interface Options extends OutputFlags, ViewOptions, MetricOptions {
  readonly metrics?: FigureName[];
  readonly portfolio?: string;
  readonly sort?: FigureName;
  readonly limit: number;
  readonly luck: boolean;
}

const isBelief = (name: string): name is BeliefName => beliefName.safeParse(name).success;
const isMetric = (name: string): name is MetricName => !isBelief(name);

function readFigure(text: string): FigureName {
  const name = text.trim();
  if (isBelief(name)) return name;
  const parsed = metricName.safeParse(name);
  if (parsed.success) return parsed.data;
  const known = [...metricName.options, ...beliefName.options].join(", ");
  throw new InvalidArgumentError(`${text} is none of ${known}.`);
}

/** tessera metrics NAME */
export const defineMetrics: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--out <file>", "write all of them to a .csv, .parquet or .arrow file")
    .option(...forceOption)
    .option(
      "--metrics <names>",
      `which figures, separated by commas (default: all); ${beliefName.options.join(", ")} are what is believed: docs/objective.md`,
      (text) => text.split(",").map(readFigure),
    )
    .option("--portfolio <names.txt>", "only these strategies")
    .option("--sort <figure>", "order of the list on the screen, largest first", readFigure)
    .option("--limit <n>", "lines on the screen", readCount, 20);
  addUniverseOption(addMetricOptions(addViewOptions(command))).action(
    async (dataset: string, options: Options) => {
      const output = await outputOf(session, options);
      const sidecar = await sidecarOf(session, output);
      const view = viewOf(dataset, options);
      const strategies = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
      const metrics = options.metrics?.filter(isMetric);
      const result = await session.call(strategyMetrics, {
        ...view,
        ...metricOptionsOf(options),
        metrics,
        strategies,
      });
      checkSort(options.sort, result);
      // The replaced system knew nothing of the kind.
      const isUsual = options.metrics === undefined && result.basis.profile !== "legacy";
      const isAsked = options.metrics?.some(isBelief) || (options.sort && isBelief(options.sort));
      const believed = isUsual || isAsked ? await beliefOf(session, { ...view, strategies }, !isAsked) : null;
      const found = { ...result, believed };
      if (output === undefined) {
        const cells = result.strategies.length * result.basis.observations;
        const isWanted = options.luck && options.portfolio === undefined;
        const universe = await askUniverse(session, view, { cells, isWanted });
        const money = await moneyFor(session, dataset);
        await session.print({ ...found, universe }, () =>
          [describeMetrics(found, options, money), describeUniverse(universe)].filter(Boolean).join("\n"),
        );
      } else await writeMetrics({ output, sidecar }, found, options, session);
    },
  );
};

/**
 * What is believed of strategies. Where nobody asked for it, it is left out with a word when the table does not fit in memory.
 */
async function beliefOf(session: CliSession, request: InputOf<typeof strategyBelieved>, isLeftOut: boolean) {
  const ask = () => session.call(strategyBelieved, request);
  return isLeftOut ? unlessLarger(session, ask) : ask();
}

type Metrics = ResultOf<typeof strategyMetrics> & {
  readonly believed: ResultOf<typeof strategyBelieved> | null;
};

function checkSort(sort: FigureName | undefined, { basis }: ResultOf<typeof strategyMetrics>): void {
  if (!sort || isBelief(sort) || !hasThinTail(sort, basis.observations)) return;
  throw new Problem("bad-request", `The tail of ${sort} is less than one of ${basis.observations} rows.`, {
    remedy: "Sort by another metric: this tail says nothing of which strategy is better.",
  });
}

/** The columns in the order asked for; `usual`: of all those for the screen. */
function columnsOf({ metrics, values, believed }: Metrics, names?: readonly FigureName[]): FigureColumn[] {
  const all = [
    ...metrics.map((name, k) => ({ name, values: values[k] as Float64Array })),
    ...(believed?.figures ?? []).map((name, k) => ({
      name,
      values: believed?.values[k] as Float64Array,
    })),
  ];
  const of = (wanted: FigureName) => all.find(({ name }) => name === wanted);
  return names?.map(of).filter((column) => column !== undefined) ?? all;
}

/** The strategies that come first, and what their figures rest on. */
function describeMetrics(found: Metrics, options: Options, money: Money): string {
  const shown = metricMoney(found.basis, money);
  const { strategies, metrics, basis, provenance, believed } = found;
  const usual = [...(believed?.figures ?? []), ...metrics.filter((name) => usualMetrics.includes(name))];
  const columns = columnsOf(found, options.metrics ?? usual);
  const [keys] = options.sort ? columnsOf(found, [options.sort]) : [];
  const order = strategies.map((_, index) => index);
  if (keys) order.sort((a, b) => (keys.values[b] as number) - (keys.values[a] as number) || a - b);
  const table = formatTable<number>(
    [
      { title: "strategy", text: (index) => strategies[index] ?? "" },
      ...columns.map(({ name, values }) => ({
        title: isMetric(name) && metricTable[name].unit === "currency" ? moneyTitle(name, shown) : name,
        align: "right" as const,
        text: (index: number) => {
          const value = values[index] ?? Number.NaN;
          return isMetric(name) ? figureOf(name, value, shown) : formatFigure(value);
        },
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
      .filter(({ metric }) => columns.some(({ name }) => name === metric))
      .map(({ metric }) => `${metric} rests on less than one row: nothing to rank on`),
    believed?.few
      ? "theta: too few rows or strategies for a density; mean / deviation, marked down to its mean"
      : "",
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
  found: Metrics,
  options: Options,
  session: CliSession,
) {
  const { file, formulasAsText } = output;
  const columns = columnsOf(found, options.metrics);
  const isLegacyLayout = !options.metrics && found.basis.profile === "legacy";
  const layout = { isLegacyLayout, formulasAsText };
  await writeWholeFile(output, await metricsFile(file, { ...found, columns }, layout));
  const { strategies, basis, provenance } = found;
  if (sidecar) await writeWholeFile(sidecar, `${toJson(provenance)}\n`);
  const figures = columns.map(({ name }) => name);
  const summary = {
    file,
    strategies: strategies.length,
    metrics: figures,
    basis,
    provenance,
  };
  await session.print(summary, () => {
    const where = sidecar ? `definitions in ${sidecar.file}` : "definitions in the file's metadata";
    return `${file}: ${countOf(strategies.length, "strategy")} x ${countOf(figures.length, "figure")}, ${where}\n${describeBasis(basis)}`;
  });
}
