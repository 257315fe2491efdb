import type { Money } from "../../../contract/figures/money.ts";
import type { ResultOf } from "../../../contract/method.ts";
import { portfolioWeights } from "../../../contract/methods/portfolio.ts";
import { type WeightScheme, weightScheme, weightSchemeTable } from "../../../contract/portfolio.ts";
import { namesCsv } from "../csv.ts";
import { describeWays } from "../describe/weights.ts";
import { writeWholeFile } from "../files.ts";
import { formatTable } from "../format.ts";
import { moneyFor } from "../money.ts";
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
    const money = await moneyFor(session, dataset);
    await session.print(result, (made) => describeWeights(made, money));
  });
};

function describeWeights(made: ResultOf<typeof portfolioWeights>, money: Money): string {
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
  return [made.sentence, describeWays(made, money), members].join("\n\n");
}
