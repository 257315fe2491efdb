import { basename } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { type SearchAlgorithm, searchAlgorithm } from "../../../contract/algorithms.ts";
import type { ResultOf } from "../../../contract/method.ts";
import { searchReadConfig } from "../../../contract/methods/search.ts";
import { objectiveTable, plainMetric, searchObjective } from "../../../contract/objectives.ts";
import { type WeightScheme, weightScheme } from "../../../contract/portfolio.ts";
import { type ObjectiveOptions, searchMode, type searchRequest } from "../../../contract/search.ts";
import { readTextFile } from "../files.ts";
import type { CliSession } from "../session.ts";
import { addProfileOptions } from "./metric.ts";
import { pick, readInteger, readNumber, readShare } from "./read.ts";

/** Options that say how portfolios are judged. */
const objectiveNames = [
  "profile",
  "annualisation",
  "penaltyWeight",
  "drawdownThreshold",
  "drawdownFloor",
] as const satisfies readonly (keyof ObjectiveOptions)[];

/** Options that go into the request under their own names. */
const named = ["algorithms", "slack", ...objectiveNames, "hybridShare", "stagnation", "warmStart"] as const;

type SearchInput = z.input<typeof searchRequest>;

/** What the options of addSearchOptions hold after parsing. */
export interface SearchFlags
  extends Pick<SearchInput, (typeof named)[number] | "seed" | "objective" | "metric" | "mode"> {
  readonly seeds?: Pick<SearchInput, "seed" | "seeds">;
  /** Of the enhanced terms, or how members are weighted. */
  readonly weights?: Record<string, number> | WeightScheme;
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly size?: number;
  readonly budget?: { readonly evaluations: number } | { readonly seconds: number };
  readonly parameter?: SearchInput["parameters"];
  readonly maxPairCorrelation?: number;
  readonly twins?: number;
  readonly quickVerdict?: boolean;
}

/** "sa,hc" or "all". */
export function readAlgorithms(text: string): SearchAlgorithm[] {
  if (text.trim().toLowerCase() === "all") return [...searchAlgorithm.options];
  return text.split(",").map((word) => {
    const parsed = searchAlgorithm.safeParse(word.trim().toLowerCase());
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`${word} is none of all, ${searchAlgorithm.options.join(", ")}.`);
  });
}

/** "2000000", "500k" or "2M" evaluations, "30s" seconds; per algorithm and size. */
export function readBudget(text: string): NonNullable<SearchFlags["budget"]> {
  const [, digits = "", unit = ""] = /^(\d+(?:[._]\d+)*)\s*(s|k|m)?$/i.exec(text.trim()) ?? [];
  if (digits === "") throw new InvalidArgumentError("It must be evaluations (500k, 2M) or seconds (30s).");
  const value = readNumber(digits);
  if (unit.toLowerCase() === "s") return { seconds: value };
  return { evaluations: Math.round(value * ({ k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1)) };
}

/** "1..20" */
function readSeeds(text: string): SearchFlags["seeds"] {
  const [from = "", to = "", ...rest] = text.split("..");
  const [seed, last] = [readInteger(from), readInteger(to)];
  if (rest.length > 0 || last < seed)
    throw new InvalidArgumentError("It must be the first and the last: 1..20.");
  return { seed, seeds: last - seed + 1 };
}

/** "sharpe=0.5,var=0.1" */
function readWeights(text: string): Record<string, number> | WeightScheme {
  const scheme = weightScheme.safeParse(text.trim().replaceAll("-", "_"));
  if (scheme.success) return scheme.data;
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      return [name.trim(), readNumber(value)];
    }),
  );
}

/** "sa.coolings=3"; adds to what came before. */
function readParameter(text: string, before: SearchFlags["parameter"] = {}): SearchFlags["parameter"] {
  const [, name = "", parameter = "", value = ""] = /^(\w+)\.(\w+)=(.+)$/.exec(text.trim()) ?? [];
  const algorithm = searchAlgorithm.safeParse(name);
  if (!algorithm.success) throw new InvalidArgumentError("It must be written as ALGORITHM.PARAMETER=VALUE.");
  return { ...before, [algorithm.data]: { ...before[algorithm.data], [parameter]: readNumber(value) } };
}

/** What a portfolio is scored by. What is left out comes from the settings. */
export function addScoreOptions(command: Command): Command {
  const metric = new Option("--metric <metric>", "what a portfolio is judged by").choices(
    plainMetric.options,
  );
  return addScoringOptions(addProfileOptions(command).addOption(metric));
}

/** Of portfolios that are scored one by one. */
function addScoringOptions(command: Command): Command {
  return command
    .option("--penalty-weight <w>", "weight of the mean correlation", readNumber)
    .option(
      "--drawdown-threshold <x>",
      "below this drawdown the correlation penalty is halved, in currency",
      readNumber,
    )
    .option(
      "--drawdown-floor <x>",
      "smaller drawdowns count as this in the ratio, in currency (default: none in legacy, else fitted to the data)",
      readNumber,
    );
}

/** The part of a request that says how portfolios are judged. */
export function objectiveOptionsOf(flags: ObjectiveOptions): ObjectiveOptions {
  return pick(flags, ["metric", ...objectiveNames]);
}

/** What is searched for and how hard. What is left out comes from the settings. */
export function addSearchOptions(command: Command): Command {
  command
    .option("--min-size <n>", "smallest portfolio", readInteger)
    .option("--max-size <n>", "largest portfolio", readInteger)
    .addOption(
      new Option("--size <n>", "this size alone").argParser(readInteger).conflicts(["minSize", "maxSize"]),
    )
    .option("--algorithms <names>", `all, or some of ${searchAlgorithm.options.join(",")}`, readAlgorithms)
    .option("--seed <s>", "the same seed gives the same portfolio", readInteger)
    .addOption(
      new Option("--seeds <from..to>", "a run of every algorithm and size by each of these seeds")
        .argParser(readSeeds)
        .conflicts("seed"),
    );
  const objectives = searchObjective.options.map((id) => `${id}: ${objectiveTable[id].title}`);
  const objective = new Option("--objective <name>", `what is maximised; ${objectives.join(", ")}`).choices(
    searchObjective.options,
  );
  // Scripts of before there was an objective have these two; they say the same.
  const older = [
    new Option("--metric <metric>", "an objective that is one metric").choices(plainMetric.options),
    new Option("--mode <mode>", "metric, enhanced or hybrid").choices(searchMode.options),
  ];
  addProfileOptions(command).addOption(objective);
  for (const one of older) command.addOption(one.conflicts("objective").hideHelp());
  return addScoringOptions(
    command.option(
      "--slack <x>",
      "share of the best believable Sharpe ratio that a higher P&L / drawdown may cost: 0.01 or 1%, 0 = none",
      readShare,
    ),
  )
    .option(
      "--weights <how>",
      `of the best portfolio's members: ${weightScheme.options.join(", ")}; or term=w,... of the enhanced terms sharpe, sortino, calmar, kelly, var, cvar`,
      readWeights,
    )
    .option("--hybrid-share <x>", "share of the ratio in the hybrid mode (default: 0.3)", readShare)
    .option("--budget <b>", "per algorithm and size: evaluations (500k, 2M) or seconds (30s)", readBudget)
    .option(
      "--max-pair-correlation <x>",
      "no two members correlate more than this; goes over the constraints file",
      readNumber,
    )
    .option("--stagnation <n>", "stop after so many evaluations without a better portfolio", readInteger)
    .option(
      "--parameter <alg.name=x>",
      "parameter of an algorithm; may be repeated (tessera parameters)",
      readParameter,
    )
    .option("--no-warm-start", "no size takes anything over from another")
    .option(
      "--twins <n>",
      "tables without skill, of each of two kinds, that the result is held against: 0 = no verdict, 99 = thorough",
      readInteger,
    )
    .option("--quick-verdict", '9 twins of one kind: quick, and never "more than luck"');
}

/** The part of a request that says what is searched for. */
export function searchOptionsOf(flags: SearchFlags): Partial<SearchInput> {
  const { size, minSize = size, maxSize = size, budget, parameter: parameters, metric, mode } = flags;
  const older = mode === undefined || mode === "metric" ? metric : mode;
  const { objective = older } = flags;
  return {
    minSize,
    maxSize,
    objective,
    ...(objective === undefined ? { mode } : {}),
    ...pick(flags, named),
    ...(flags.seeds ?? { seed: flags.seed }),
    ...(typeof flags.weights === "object" ? { weights: flags.weights } : {}),
    ...budget,
    parameters,
    verdict: { twins: flags.twins, quick: flags.quickVerdict },
  };
}

/** How the members of the best portfolio are to be weighted, where `--weights` says that. */
export const weightingOf = ({ weights }: Pick<SearchFlags, "weights">): WeightScheme | undefined =>
  typeof weights === "string" ? weights : undefined;

/** Constraints of a file or else of a configuration, with the limit that an option sets. */
export function constraintsOf(
  flags: Pick<SearchFlags, "maxPairCorrelation">,
  given: SearchInput["constraints"],
): { constraints?: NonNullable<SearchInput["constraints"]> } {
  const { maxPairCorrelation } = flags;
  if (!given && maxPairCorrelation === undefined) return {};
  return { constraints: { ...given, ...(maxPairCorrelation === undefined ? {} : { maxPairCorrelation }) } };
}

/** What --config names, understood; its notes go to the user. Throws Problem "not-found", "unreadable" or "bad-setting". */
export async function readSearchConfig(
  session: CliSession,
  { config: file, budget }: Pick<SearchFlags, "budget"> & { readonly config?: string },
): Promise<ResultOf<typeof searchReadConfig> | undefined> {
  if (!file) return undefined;
  const config = await session.call(searchReadConfig, {
    text: await readTextFile(file, "configuration"),
    file: basename(file),
  });
  for (const note of config.notes) session.note(note);
  if (!budget) return config;
  // Seconds that were asked for are not cut short by the evaluations of the file.
  const { evaluations: _, ...request } = config.request;
  return { ...config, request };
}
