import type { ResultOf } from "../../../contract/method.ts";
import { portfolioWeights } from "../../../contract/methods/portfolio.ts";
import { type WeightScheme, weightScheme, weightSchemeTable } from "../../../contract/portfolio.ts";
import { namesCsv } from "../csv.ts";
import { writeWholeFile } from "../files.ts";
import { formatFigure, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import {
  addPortfolioOptions,
  addWeightsOption,
  type PortfolioFlags,
  portfolioOf,
} from "../options/portfolio.ts";
import { readNumber } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Flags extends OutputFlags, ViewOptions, PortfolioFlags {
  readonly weights?: WeightScheme;
  readonly cap?: number;
}

/** tessera weights NAME --portfolio NAMES.txt --weights believable --out weights.csv */
export const defineWeights: DefineCommand = (command, session) => {
  addWeightsOption(addPortfolioOptions(command.argument("<dataset>")))
    .option("--cap <x>", "most of a believable weight, times 1 / n (default: 2)", readNumber)
    .option(
      "--out <weights.csv>",
      "write strategy,weight of --weights (default: believable); --portfolio of other commands reads it",
    )
    .option(...forceOption);
  addViewOptions(command).action(async (dataset: string, options: Flags) => {
    const output = await outputOf(session, options);
    const { members } = await portfolioOf(session, options);
    const result = await session.call(portfolioWeights, {
      ...viewOf(dataset, options),
      members,
      cap: options.cap,
    });
    if (output) {
      const wanted = options.weights ?? "believable";
      const weight = result.schemes.find(({ scheme }) => scheme === wanted)?.weights ?? new Float64Array();
      await writeWholeFile(output, namesCsv(result.members, { weight }, output.formulasAsText));
    }
    await session.print(result, describeWeights);
  });
};

function describeWeights(made: ResultOf<typeof portfolioWeights>): string {
  const ways = formatTable(
    [
      {
        title: "weights",
        text: ({ scheme }) => `${scheme === made.earned ? "> " : "  "}${weightSchemeTable[scheme].title}`,
      },
      { title: "S", align: "right", text: ({ value }) => value.toFixed(2) },
      { title: "expected", align: "right", text: ({ expected }) => expected.toFixed(2) },
      { title: "out of sample", align: "right", text: (one) => one.outOfSample?.sharpe.toFixed(2) ?? "-" },
      {
        title: "90 %",
        align: "right",
        text: ({ outOfSample: out }) => (out ? `${out.low.toFixed(2)} to ${out.high.toFixed(2)}` : "-"),
      },
      { title: "roi", align: "right", text: (one) => formatFigure(one.outOfSample?.roi ?? Number.NaN) },
      {
        title: "max drawdown",
        align: "right",
        text: (one) => formatFigure(one.outOfSample?.max_drawdown ?? Number.NaN),
      },
    ],
    made.schemes,
  );
  const members = formatTable<number>(
    [
      { title: "strategy", text: (index) => made.members[index] ?? "" },
      ...weightScheme.options.map((scheme, k) => ({
        title: weightSchemeTable[scheme].title.toLowerCase(),
        align: "right" as const,
        text: (index: number) => `${((made.schemes[k]?.weights[index] ?? 0) * 100).toFixed(2)} %`,
      })),
    ],
    made.members.map((_, index) => index),
  );
  return [made.sentence, ways, members].join("\n\n");
}
