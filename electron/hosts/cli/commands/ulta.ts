import { extname } from "node:path";
import { Option } from "commander";
import { strategyUlta } from "../../../contract/methods/strategy.ts";
import { writeWholeFile } from "../files.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends OutputFlags, ViewOptions {
  readonly format: "legacy" | "table" | "blocks" | "arrows";
  readonly limit: number;
}

/** tessera ulta NAME [--out inversion_report.md] */
export const defineUlta: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--out <report>", "write the report: .md in --format, or .xlsx")
    .option(...forceOption)
    .addOption(
      new Option(
        "--format <format>",
        "of the report: the replaced system's, or one of its later generations'",
      )
        .choices(["legacy", "table", "blocks", "arrows"])
        .default("legacy"),
    )
    .option("--limit <n>", "strategies on the screen", readCount, 20);
  addViewOptions(command).action(async (dataset: string, options: Options) => {
    const output = await outputOf(session, options);
    const view = viewOf(dataset, options);
    const isWorkbook = extname(options.out ?? "").toLowerCase() === ".xlsx";
    const { legacyReport, tableReport, blocksReport, arrowsReport, workbook, ...rest } = await session.call(
      strategyUlta,
      {
        ...view,
        ulta: view.ulta ?? { kind: "sum" },
        workbook: isWorkbook,
      },
    );
    if (output) {
      const texts = { legacy: legacyReport, table: tableReport, blocks: blocksReport, arrows: arrowsReport };
      await writeWholeFile(output, workbook ?? texts[options.format]);
    }
    await session.print(rest, ({ examined, inversions }) => {
      const table = formatTable(
        [
          { title: "strategy", text: ({ name }) => name },
          { title: "sum", align: "right", text: (one) => formatFigure(one.originalRoi) },
          { title: "smallest row", align: "right", text: (one) => formatFigure(one.originalWorst) },
          { title: "ratio", align: "right", text: (one) => formatFigure(one.originalRatio) },
          { title: "ratio inverted", align: "right", text: (one) => formatFigure(one.invertedRatio) },
        ],
        inversions.slice(0, options.limit),
      );
      const more = inversions.length - options.limit;
      return [
        inversions.length > 0 ? table : "",
        more > 0 ? `... and ${formatCount(more)} more (--limit, --out FILE)` : "",
        `${formatCount(inversions.length)} of ${formatCount(examined)} strategies would be inverted.`,
      ]
        .filter(Boolean)
        .join("\n");
    });
  });
};
