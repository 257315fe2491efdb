import { type Command, Option } from "commander";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { profile } from "../../../contract/metrics.ts";
import { readNumber } from "./read.ts";

/** What both metrics and searches depend on; what is left out comes from the settings. */
export function addProfileOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--profile <profile>",
        "definition of every figure (default: the setting analysis.profile)",
      ).choices(profile.options),
    )
    .option("--annualisation <n>", "rows a year (default: 252 in legacy, else from the dates)", readNumber);
}

/** How metrics are defined and scaled; what is left out comes from the settings. */
export function addMetricOptions(command: Command): Command {
  return addCurrencyOptions(addProfileOptions(command));
}

/** What scales metrics in currency. */
export function addCurrencyOptions(command: Command): Command {
  return command
    .option("--risk-free <rate>", "fraction a year on the declared capital", readNumber)
    .option("--mar <amount>", "minimum acceptable result per row, in currency", readNumber)
    .option("--capital <amount>", "declared capital, in currency", readNumber);
}

/** The part of a request that says how metrics are defined. */
export function metricOptionsOf(options: MetricOptions): MetricOptions {
  const { profile, annualisation, riskFree, mar, capital } = options;
  return { profile, annualisation, riskFree, mar, capital };
}
