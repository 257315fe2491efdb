import { resolve } from "node:path";
import { Option } from "commander";
import { sampleWrite } from "../../../contract/methods/sample.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import { formatCount } from "../format.ts";
import { forceOption, outputOf } from "../options/output.ts";
import { readInteger } from "../options/read.ts";
import type { DefineCommand } from "../run-cli.ts";

/** tessera sample OUT.csv */
export const defineSample: DefineCommand = (command, session) => {
  command
    .argument("<out.csv>", "file to write")
    .option(...forceOption)
    .option("--strategies <n>", "columns of P&L", readInteger, 25_544)
    .option("--observations <t>", "rows; with zones, four make a day", readInteger, 82)
    .option("--seed <s>", "the same seed gives the same bytes", readInteger, 1)
    .addOption(
      new Option("--format <format>", "layout of the file")
        .choices(["legacy", "regimes", "zones", "enhanced"])
        .default("legacy"),
    )
    .action(async (out: string, { force, ...options }) => {
      const file = resolve(out);
      await outputOf(session, { out, force });
      const result = await session.call(sampleWrite, { file, replace: force, ...options });
      await session.print(
        result,
        () =>
          `${result.file}: ${formatCount(result.observations)} rows x ${formatCount(result.strategies)} ` +
          `strategies, ${formatBytes(result.bytes)}\n` +
          `${countOf(result.families, "family")}, ${countOf(result.duplicates.length, "exact copy")}, ` +
          `${result.constants.length} constant and ${countOf(result.zeros.length, "zero column")}`,
      );
    });
};
