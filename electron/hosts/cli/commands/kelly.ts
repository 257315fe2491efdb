import { Option } from "commander";
import { kellyAllocate } from "../../../contract/methods/kelly.ts";
import { describeCells } from "../describe/basis.ts";
import { readPortfolio } from "../files.ts";
import { formatFields, formatFigure, formatTable } from "../format.ts";
import { readNumber } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Flags extends ViewOptions {
  readonly portfolio: string;
  readonly capital: number;
  readonly form?: "unit" | "growth" | "continuous" | "empirical";
  readonly zeroDays?: "count" | "exclude";
  readonly multiplier?: number;
  readonly cap?: number;
  readonly floor?: number;
  readonly confidence?: boolean;
  readonly leverage?: number;
  readonly lot?: number;
}

/** tessera kelly NAME --portfolio NAMES.txt --capital X */
export const defineKelly: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption("--portfolio <names.txt>", "strategies, one name per line")
    .requiredOption("--capital <amount>", "in currency", readNumber)
    .addOption(
      new Option("--form <form>", "of the fraction").choices(["unit", "growth", "continuous", "empirical"]),
    )
    .addOption(
      new Option("--zero-days <rule>", "days of 0 in the win probability").choices(["count", "exclude"]),
    )
    .option("--multiplier <x>", "0.5 is half Kelly", readNumber)
    .option("--cap <x>", "largest fraction of one strategy (default: 0.25)", readNumber)
    .option("--floor <x>", "smallest fraction of a strategy with an edge", readNumber)
    .option("--confidence", "multiply by the mean regime confidence")
    .option("--leverage <x>", "most that the fractions may sum to (default: 1)", readNumber)
    .option("--lot <x>", "round sizes down to multiples of this", readNumber);
  addViewOptions(command).action(async (dataset: string, options: Flags) => {
    const { capital, form, zeroDays, multiplier, cap, floor, confidence, leverage, lot } = options;
    const result = await session.call(kellyAllocate, {
      ...viewOf(dataset, options),
      ...{ capital, form, zeroDays, multiplier, cap, floor, confidence, leverage, lot },
      members: await readPortfolio(options.portfolio),
    });
    await session.print(result, (made) => {
      const cell = (title: string, values: Float64Array) => ({
        title,
        align: "right" as const,
        text: (index: number) => formatFigure(values[index] ?? Number.NaN),
      });
      const table = formatTable<number>(
        [
          { title: "strategy", text: (index) => made.members[index] ?? "" },
          cell("fraction", made.fraction),
          cell("size", made.size),
          cell("at risk", made.atRisk),
          cell("worst", made.worst),
          cell("share of risk", made.riskShare),
        ],
        made.members.map((_, index) => index),
      );
      const totals = formatFields({
        "asked for": formatFigure(made.requested),
        "capital used": formatFigure(made.utilisation),
        "at risk": formatFigure(made.totalAtRisk),
        "worst observation": formatFigure(made.worstDay),
        "growth per observation": formatFigure(made.growth),
        "fastest growth at": `${formatFigure(made.bestMultiple)} x this allocation`,
      });
      const cells = describeCells(made.cells, "counted as 0");
      return `${table}\n\n${totals}${cells ? `\n${cells}` : ""}`;
    });
  });
};
