import { InvalidArgumentError } from "commander";
import { correlationDuplicates } from "../../../contract/methods/correlation.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { type MetricName, metricName } from "../../../contract/metrics.ts";
import { countOf } from "../../../contract/text.ts";
import { describeCells } from "../describe/basis.ts";
import { writeWholeFile } from "../files.ts";
import { formatCount, formatTable } from "../format.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount, readNumber } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends OutputFlags, ViewOptions, MetricOptions {
  readonly threshold?: number;
  readonly by?: MetricName;
  readonly limit: number;
}

function readMetric(text: string): MetricName {
  const parsed = metricName.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${text} is none of ${metricName.options.join(", ")}.`);
}

/** tessera duplicates NAME */
export const defineDuplicates: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--threshold <rho>", "nearly the same from this correlation on (default: 0.99)", readNumber)
    .option("--by <metric>", "the better one is kept (default: ratio)", readMetric)
    .option("--limit <n>", "pairs on the screen", readCount, 10)
    .option("--out <names.txt>", "write the names of the strategies that are kept")
    .option(...forceOption);
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const { threshold, by, limit } = options;
    const output = await outputOf(session, options);
    const request = { ...viewOf(dataset, options), ...metricOptionsOf(options), threshold, metric: by };
    const found = await session.call(correlationDuplicates, request);
    const name = (index: number | undefined) => found.strategies[index ?? 0] ?? "";
    if (output) await writeWholeFile(output, `${Array.from(found.kept, name).join("\n")}\n`);
    await session.print(found, ({ kept, removed, resembles, rho, cells, pairs }) => {
      const table = formatTable<number>(
        [
          { title: "rho", align: "right", text: (k) => (rho[k] ?? Number.NaN).toFixed(6) },
          { title: "left out", text: (k) => name(removed[k]) },
          { title: "resembles", text: (k) => name(resembles[k]) },
        ],
        Array.from(removed.keys()).slice(0, limit),
      );
      const rest = removed.length - limit;
      return [
        removed.length > 0 ? table : "",
        rest > 0 ? `... and ${formatCount(rest)} more (--limit)` : "",
        `${formatCount(kept.length)} kept, ${formatCount(removed.length)} left out, ${countOf(pairs, "pair")} at or over the threshold`,
        describeCells(cells, "each pair over the rows that both have"),
      ]
        .filter(Boolean)
        .join("\n");
    });
  });
};
