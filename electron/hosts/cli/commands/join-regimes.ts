import { resolve } from "node:path";
import { Option } from "commander";
import { regimeJoin } from "../../../contract/methods/regime.ts";
import type { DefineCommand } from "../command-entry.ts";

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
      new Option("--unmatched <policy>", "observations without a bar in their window")
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
          `${dataset}: version ${joined.version}, ${joined.matched} observations matched ${joined.bars} bars, ` +
          `${joined.unmatched} did not; confidence taken as ${joined.confidenceScale}`,
      );
    });
};
