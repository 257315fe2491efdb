import { resolve } from "node:path";
import { strategyUlta } from "../../../contract/methods/strategy-ulta.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";
import { writeWholeFile } from "../write-whole-file.ts";

/** tessera ulta NAME [--out inversion_report.md] */
export const defineUlta: DefineCommand = (command, session) => {
  command.argument("<dataset>").option("--out <report.md>", "write the report of the replaced system");
  addViewOptions(command).action(async (dataset: string, options: ViewOptions & { out?: string }) => {
    const view = viewOf(dataset, options);
    const result = await session.call(strategyUlta, { ...view, ulta: view.ulta ?? { kind: "sum" } });
    if (options.out !== undefined) await writeWholeFile(resolve(options.out), result.legacyReport);
    const { legacyReport, tableReport, ...rest } = result;
    await session.print(
      rest,
      ({ examined, inversions }) =>
        `${tableReport}\n${formatCount(inversions.length)} of ${formatCount(examined)} strategies would be inverted.`,
    );
  });
};
