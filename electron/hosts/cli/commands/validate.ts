import { extname, resolve } from "node:path";
import { validateDatasets, validateLegacy } from "../../../contract/methods/validate.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import { type Output, writeWholeFile } from "../files.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount, readInteger, readNumber } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import { type CliSession, toJson } from "../session.ts";

interface Flags extends OutputFlags, ViewOptions, MetricOptions {
  readonly against?: string;
  readonly againstDataset?: string;
  readonly againstVersion?: number;
  readonly tolerance?: number;
  readonly drawdownThreshold?: number;
  readonly limit?: number;
}

/** tessera validate NAME --against PATH | --against-dataset NAME: ends with 1 when something differs. */
export const defineValidate: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--against <path>", "result file or folder of the old system, or a table of metrics")
    .option("--against-dataset <name>", "another dataset, cell by cell and metric by metric")
    .option("--against-version <n>", "version of the other dataset", readInteger)
    .option("--tolerance <x>", "relative (default: 0.00001, which is 0.001 percent)", readNumber)
    .option("--drawdown-threshold <x>", "of the old run, in currency", readNumber)
    .option("--limit <n>", "most differences that are listed", readCount)
    .option("--out <report>", "write the report: .md with room for a signature, or .json")
    .option(...forceOption);
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: Flags) => {
    const { against, againstDataset, againstVersion, tolerance, drawdownThreshold, limit } = options;
    if ((against === undefined) === (againstDataset === undefined)) {
      throw new Problem("bad-request", "Say what to compare with: --against or --against-dataset.");
    }
    const output = await outputOf(session, options);
    const request = { ...viewOf(dataset, options), ...metricOptionsOf(options), tolerance, limit };
    const result =
      against !== undefined
        ? await session.call(validateLegacy, { ...request, path: resolve(against), drawdownThreshold })
        : await session.call(validateDatasets, {
            ...request,
            other: againstDataset ?? "",
            otherVersion: againstVersion,
          });
    await finish(result, against ?? againstDataset ?? "", output, session);
  });
};

interface Outcome {
  readonly agrees: boolean;
  readonly differenceCount: number;
  readonly report: string;
}

async function finish(result: Outcome, other: string, output: Output | undefined, session: CliSession) {
  if (output) {
    const isJson = extname(output.file).toLowerCase() === ".json";
    await writeWholeFile(output, isJson ? `${toJson(result)}\n` : result.report);
  }
  await session.print(result, ({ report }) => report.trimEnd());
  if (result.agrees) return;
  const count = result.differenceCount;
  const message =
    count > 0
      ? `${countOf(count, "figure")} ${count === 1 ? "differs" : "differ"} from ${other}.`
      : `${other} is not in agreement: names or rows are missing on one side, or nothing could be compared.`;
  throw new Problem("bad-input", message);
}
