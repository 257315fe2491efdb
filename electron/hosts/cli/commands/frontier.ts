import { InvalidArgumentError } from "commander";
import type { Money } from "../../../contract/figures/money.ts";
import type { ResultOf } from "../../../contract/method.ts";
import { searchFrontier } from "../../../contract/methods/search.ts";
import { searchConstraints } from "../../../contract/search.ts";
import { csvText } from "../../../contract/text.ts";
import { readJsonFile, writeWholeFile } from "../files.ts";
import { formatFigure, formatTable } from "../format.ts";
import { formatMetric, moneyFor, moneyTitle } from "../money.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readInteger, readShare } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Flags extends OutputFlags, ViewOptions {
  readonly size?: number;
  readonly sizes?: number[];
  readonly shares?: number[];
  readonly seed?: number;
  readonly constraints?: string;
}

const list =
  (read: (text: string) => number) =>
  (text: string): number[] => {
    const values = text.split(",").map(read);
    if (values.length > 50) throw new InvalidArgumentError("At most 50 can be asked for.");
    return values;
  };

/** tessera frontier NAME */
export const defineFrontier: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--size <n>", "of the curve (default: the setting search.max_size)", readInteger)
    .option(
      "--shares <s,...>",
      "of the believable Sharpe ratio that may be given away (default: 0 to 10 %)",
      list(readShare),
    )
    .option("--sizes <n,...>", "that are compared (default: 5 to 100)", list(readInteger))
    .option("--seed <s>", "the same seed gives the same portfolios", readInteger)
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--out <points.csv>", "write the points of the curve with their members")
    .option(...forceOption);
  addViewOptions(command).action(async (dataset: string, options: Flags) => {
    const output = await outputOf(session, options);
    const constraints =
      options.constraints && (await readJsonFile(options.constraints, searchConstraints, "constraints file"));
    const { size, sizes, shares, seed } = options;
    const result = await session.call(searchFrontier, {
      ...viewOf(dataset, options),
      ...{ size, sizes, shares, seed },
      ...(constraints ? { constraints } : {}),
    });
    if (output) {
      const rows = result.points.map((one) => [
        one.share,
        one.value,
        one.ratio,
        one.roi,
        one.max_drawdown,
        one.members.join(";"),
      ]);
      const head = ["share", "believable_sharpe", "ratio", "roi", "max_drawdown", "members"];
      await writeWholeFile(output, csvText(head, rows, output.formulasAsText));
    }
    const money = await moneyFor(session, dataset);
    await session.print(result, (found) => describeFrontier(found, money));
  });
};

function describeFrontier(
  { size, points, sizes, enough, sentence }: ResultOf<typeof searchFrontier>,
  money: Money,
): string {
  const curve = formatTable(
    [
      { title: "given away", align: "right", text: ({ share }) => `${formatFigure(share * 100)} %` },
      { title: "S a row", align: "right", text: ({ value }) => value.toFixed(3) },
      { title: "P&L / drawdown", align: "right", text: ({ ratio }) => formatMetric("ratio", ratio) },
      { title: moneyTitle("roi", money), align: "right", text: ({ roi }) => formatMetric("roi", roi, money) },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.max_drawdown, money),
      },
    ],
    points,
  );
  const many = formatTable(
    [
      { title: "strategies", align: "right", text: (one) => `${one.size === enough ? "> " : ""}${one.size}` },
      { title: "S a row", align: "right", text: ({ value }) => value.toFixed(3) },
      {
        title: "gain of one more",
        align: "right",
        text: ({ gain }) => (gain === null ? "" : gain.toFixed(4)),
      },
      {
        title: "walked forward",
        align: "right",
        text: ({ walkForward }) => walkForward?.sharpe.toFixed(2) ?? "-",
      },
      {
        title: "90 %",
        align: "right",
        text: ({ walkForward: walk }) => (walk ? `${walk.low.toFixed(2)} to ${walk.high.toFixed(2)}` : "-"),
      },
    ],
    sizes,
  );
  return [sentence, `portfolios of ${size}`, curve, "how many strategies", many].join("\n\n");
}
