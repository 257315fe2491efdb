import { resolve } from "node:path";
import { Option } from "commander";
import { datasetExport } from "../../../contract/methods/dataset.ts";
import { formatBytes } from "../../../contract/text.ts";
import { readPortfolio } from "../files.ts";
import { formatCount } from "../format.ts";
import { forceOption, outputOf } from "../options/output.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Flags {
  readonly out: string;
  readonly layout: "wide" | "strategy";
  readonly format: "parquet" | "arrow" | "csv";
  readonly from?: string;
  readonly to?: string;
  readonly portfolio?: string;
  readonly compression?: "snappy" | "zstd" | "gzip" | "none";
  readonly force?: boolean;
  readonly formulasAsText?: boolean;
}

/** tessera export NAME --out FILE */
export const defineExport: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption("--out <file>", "file to write")
    .option(...forceOption)
    .addOption(
      new Option("--layout <layout>", "a row per observation, or a row per strategy")
        .choices(["wide", "strategy"])
        .default("wide"),
    )
    .addOption(new Option("--format <format>").choices(["parquet", "arrow", "csv"]).default("parquet"))
    .option("--from <date>", "first date, YYYY-MM-DD")
    .option("--to <date>", "last date, YYYY-MM-DD")
    .option("--portfolio <names.txt>", "only these strategies")
    .addOption(new Option("--compression <codec>", "of Parquet").choices(["snappy", "zstd", "gzip", "none"]))
    .option("--formulas-as-text", "in CSV, an apostrophe before names that a spreadsheet would run")
    .action(async (dataset: string, options: Flags) => {
      const { layout, format, from, to, compression, force, formulasAsText } = options;
      await outputOf(session, options);
      const strategies = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
      const file = resolve(options.out);
      const form = { layout, format, from, to, strategies, compression, formulasAsText };
      const request = { dataset, file, replace: force, ...form };
      const result = await session.call(datasetExport, request);
      await session.print(
        result,
        (made) =>
          `${made.file}: ${formatCount(made.observations)} observations x ${formatCount(made.strategies)} strategies, ${formatBytes(made.bytes)}`,
      );
    });
};
