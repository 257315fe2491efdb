import { resolve } from "node:path";
import { validateLegacy } from "../../../contract/methods/validate-legacy.ts";
import { Problem } from "../../../contract/problem.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readInteger, readNumber } from "../read-number.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";
import { writeWholeFile } from "../write-whole-file.ts";

interface Flags extends ViewOptions {
  readonly against: string;
  readonly tolerance?: number;
  readonly drawdownThreshold?: number;
  readonly limit?: number;
  readonly out?: string;
}

/** tessera validate NAME --against PATH: ends with 1 when something differs. */
export const defineValidate: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption("--against <path>", "result file or folder of the old system")
    .option("--tolerance <x>", "relative (default: 0.00001, which is 0.001 percent)", readNumber)
    .option("--drawdown-threshold <x>", "of the old run, in currency", readNumber)
    .option("--limit <n>", "most differences that are listed", readInteger)
    .option("--out <report.md>", "write the report, with room for a signature");
  addViewOptions(command).action(async (dataset: string, options: Flags) => {
    const { tolerance, drawdownThreshold, limit } = options;
    const path = resolve(options.against);
    const request = { ...viewOf(dataset, options), path, tolerance, drawdownThreshold, limit };
    const result = await session.call(validateLegacy, request);
    if (options.out !== undefined) await writeWholeFile(resolve(options.out), result.report);
    await session.print(result, ({ report }) => report.trimEnd());
    if (!result.agrees) {
      throw new Problem("bad-input", `${result.differenceCount} figures differ from ${path}.`, {
        file: path,
      });
    }
  });
};
