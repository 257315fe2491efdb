import { Option } from "commander";
import { type SizingFormName, sizingForm, sizingFormTable } from "../../../contract/kelly.ts";
import type { ResultOf } from "../../../contract/method.ts";
import { kellyAllocate } from "../../../contract/methods/kelly.ts";
import type { WeightScheme } from "../../../contract/portfolio.ts";
import { namesCsv } from "../csv.ts";
import { describeCells } from "../describe/basis.ts";
import { writeWholeFile } from "../files.ts";
import { formatFields, formatFigure, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import {
  addPortfolioOptions,
  addWeightsOption,
  type PortfolioFlags,
  portfolioOf,
} from "../options/portfolio.ts";
import { pick, readInteger, readNumber, readShare } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Flags extends OutputFlags, ViewOptions, PortfolioFlags {
  readonly capital?: number;
  readonly drawdown?: number;
  readonly chance?: number;
  readonly horizon?: number;
  readonly form?: SizingFormName;
  readonly edge?: "expected" | "recorded";
  readonly expected?: number;
  readonly weights?: WeightScheme;
  readonly zeroDays?: "count" | "exclude";
  readonly multiplier?: number;
  readonly cap?: number;
  readonly floor?: number;
  readonly confidence?: boolean;
  readonly leverage?: number;
  readonly lot?: number;
}

const named = [
  "capital",
  "drawdown",
  "chance",
  "horizon",
  "form",
  "edge",
  "zeroDays",
  "multiplier",
  "cap",
  "floor",
  "confidence",
  "leverage",
  "lot",
] as const satisfies readonly (keyof Flags)[];

/** tessera kelly NAME --portfolio NAMES.txt --drawdown 20% --chance 5% */
export const defineKelly: DefineCommand = (command, session) => {
  addWeightsOption(addPortfolioOptions(command.argument("<dataset>")))
    .option("--capital <amount>", "in currency (default: the setting analysis.capital)", readNumber)
    .option(
      "--drawdown <share>",
      "fall of the capital that is to be kept within (default: the setting sizing.drawdown)",
      readShare,
    )
    .option(
      "--chance <share>",
      "chance of a deeper fall that is allowed (default: the setting sizing.chance)",
      readShare,
    )
    .option(
      "--horizon <rows>",
      "rows that lie ahead (default: the setting sizing.horizon, else as many as are recorded)",
      readInteger,
    )
    .addOption(
      new Option(
        "--form <form>",
        "honest size, or a form of Kelly (default: the setting sizing.form)",
      ).choices(sizingForm.options),
    )
    .addOption(
      new Option(
        "--edge <edge>",
        "of Kelly: what to expect, or the recorded one (default: the setting kelly.edge)",
      ).choices(["expected", "recorded"]),
    )
    .option("--expected <sharpe>", "Sharpe ratio a row to expect, as a search says it", readNumber)
    .addOption(
      new Option("--zero-days <rule>", "days of 0 in the win probability").choices(["count", "exclude"]),
    )
    .option(
      "--multiplier <x>",
      "of Kelly: 0.25 is quarter Kelly (default: the setting kelly.multiplier)",
      readNumber,
    )
    .option(
      "--cap <x>",
      "most of the capital that one strategy may have at risk (default: the setting kelly.cap)",
      readNumber,
    )
    .option("--floor <x>", "smallest fraction of a strategy with an edge", readNumber)
    .option("--confidence", "multiply by the mean regime confidence")
    .option("--no-confidence", "do not, whatever the settings say")
    .option(
      "--leverage <x>",
      "most that the fractions at risk may sum to (default: the setting kelly.leverage)",
      readNumber,
    )
    .option("--lot <x>", "round sizes down to multiples of this", readNumber)
    .option("--out <sizes.csv>", "write the table of sizes; --portfolio reads it with its weights")
    .option(...forceOption);
  addViewOptions(command).action(async (dataset: string, options: Flags) => {
    const { weights: weighting, expected } = options;
    const output = await outputOf(session, options);
    const portfolio = await portfolioOf(session, options, weighting);
    const result = await session.call(kellyAllocate, {
      ...viewOf(dataset, options),
      ...pick(options, named),
      ...portfolio,
      weighting,
      ...(expected === undefined ? {} : { expected: { sharpe: expected, deviationRatio: null } }),
    });
    if (output) await writeWholeFile(output, sizesCsv(result, output.formulasAsText));
    await session.print(result, describeAllocation);
  });
};

/** Weights in proportion to the sizes first, as files of weighted members have them. */
function sizesCsv(made: ResultOf<typeof kellyAllocate>, formulasAsText: boolean): string {
  const total = made.size.reduce((sum, size) => sum + size, 0);
  const columns = {
    weight: total > 0 ? made.size.map((size) => size / total) : made.weights,
    fraction: made.fraction,
    capital: made.allotted,
    size: made.size,
    lots: made.lots,
    at_risk: made.atRisk,
    worst_row: made.worst,
    risk_share: made.riskShare,
  };
  return namesCsv(made.members, columns, formulasAsText);
}

function describeAllocation(made: ResultOf<typeof kellyAllocate>): string {
  const cell = (title: string, values: Float64Array) => ({
    title,
    align: "right" as const,
    text: (index: number) => formatFigure(values[index] ?? Number.NaN),
  });
  const table = formatTable<number>(
    [
      { title: "strategy", text: (index) => made.members[index] ?? "" },
      cell("fraction", made.fraction),
      cell("capital", made.allotted),
      cell("size", made.size),
      ...(made.lots.some((lots) => !Number.isNaN(lots)) ? [cell("lots", made.lots)] : []),
      cell("at risk", made.atRisk),
      cell("worst row", made.worst),
      cell("share of risk", made.riskShare),
    ],
    made.members.map((_, index) => index),
  );
  const percent = (share: number) => `${formatFigure(Number((share * 100).toFixed(1)))} %`;
  const forms = formatTable(
    [
      {
        title: "form",
        text: ({ form }) => `${form === made.form ? "> " : "  "}${sizingFormTable[form].title}`,
      },
      { title: "at risk", align: "right", text: ({ atRisk }) => percent(atRisk) },
      { title: "worst row", align: "right", text: ({ worstRow }) => formatFigure(worstRow) },
      { title: "recorded growth a row", align: "right", text: ({ growth }) => formatFigure(growth) },
      {
        title: `fall of ${percent(made.limit.drawdown)}`,
        align: "right",
        text: ({ chance, ruin }) => `${percent(chance)}${ruin ? ", ruin" : ""}`,
      },
    ],
    made.forms,
  );
  const totals = formatFields({
    capital: formatFigure(made.capital),
    "asked for": percent(made.requested),
    "capital at risk": `${percent(made.utilisation)}, ${formatFigure(made.totalAtRisk)}`,
    "worst row": formatFigure(made.worstDay),
    "recorded growth": `${formatFigure(made.growth)} a row`,
    "it was fastest at": `${formatFigure(made.bestMultiple)} x this allocation`,
  });
  const cells = describeCells(made.cells, "counted as 0");
  return [made.sentences.join("\n"), table, totals, forms, cells].filter(Boolean).join("\n\n");
}
