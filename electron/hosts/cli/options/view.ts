import { type Command, InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { type CorrelationWeighting, correlationWeighting } from "../../../contract/correlation.ts";
import type { viewRequest } from "../../../contract/view.ts";
import { readCount, readInteger, readNumber } from "./read.ts";

/** What the options of addViewOptions hold after parsing. */
export interface ViewOptions {
  readonly keptView?: boolean;
  readonly datasetVersion?: number;
  readonly from?: string;
  readonly to?: string;
  readonly regimes?: readonly string[];
  readonly minConfidence?: number;
  readonly confidenceWeighted?: boolean;
  readonly transitionAbove?: number;
  readonly transitionFactor?: number;
  readonly days?: boolean;
  readonly zone?: string;
  readonly zoneWeights?: Record<string, number>;
  readonly excludeConstant?: boolean;
  readonly ulta?: boolean | "sum" | "majority";
  readonly ultaSkipsFirst?: boolean;
}

const readList = (text: string) => text.split(",").map((word) => word.trim());

/** "Zone 1=2,Zone 2=1" */
function readWeights(text: string): Record<string, number> {
  return Object.fromEntries(
    readList(text).map((pair) => {
      const at = pair.lastIndexOf("=");
      return [pair.slice(0, at).trim(), readNumber(pair.slice(at + 1))];
    }),
  );
}

/** Which part of a dataset a command works on; the same for every analysis. */
export function addViewOptions(command: Command): Command {
  return command
    .option("--kept-view", "what is not said here as the dataset's kept view has it (tessera view)")
    .option("--dataset-version <n>", "an earlier version of the dataset", readInteger)
    .option("--from <date>", "first date, YYYY-MM-DD")
    .option("--to <date>", "last date, YYYY-MM-DD")
    .option("--regime, --regimes <names>", "only these market regimes, separated by commas", readList)
    .option(
      "--min-confidence <percent>",
      "only rows with at least this regime confidence, 0..100",
      readNumber,
    )
    .option("--confidence-weighted", "multiply every row by its regime confidence")
    .option("--transition-above <x>", "scale rows whose transition threshold is over this", readNumber)
    .option("--transition-factor <x>", "by this factor (default: 0.5)", readNumber)
    .addOption(new Option("--days", "sum the rows of a day").conflicts(["zone", "zoneWeights"]))
    .addOption(new Option("--zone <name>", "only this intraday zone").conflicts("zoneWeights"))
    .addOption(
      new Option("--zone-weights <name=w,...>", "a day is the weighted sum of its zones").argParser(
        readWeights,
      ),
    )
    .addOption(new Option("--ulta [rule]", "invert losing strategies first").choices(["sum", "majority"]))
    .option("--no-ulta", "invert none, whatever the settings say")
    .option("--ulta-skips-first", "never invert the first strategy, as the replaced system")
    .option("--exclude-constant", "leave out strategies whose values are all equal")
    .option("--no-exclude-constant", "keep them, whatever the profile says");
}

function rowsOf(options: ViewOptions): z.input<typeof viewRequest>["rows"] {
  if (options.days) return { kind: "days" };
  if (options.zone !== undefined) return { kind: "zone", zone: options.zone };
  if (options.zoneWeights) return { kind: "weighted-zones", weights: options.zoneWeights };
  return { kind: "observations" };
}

function ultaOf({ ulta }: ViewOptions): z.input<typeof viewRequest>["ulta"] {
  if (ulta === undefined) return undefined;
  if (ulta === false) return { kind: "off" };
  return { kind: ulta === "majority" ? "majority" : "sum" };
}

/** The part of a request that says what is worked on. */
export function viewOf(dataset: string, options: ViewOptions): z.input<typeof viewRequest> {
  const isScaled = options.transitionAbove !== undefined || options.transitionFactor !== undefined;
  return {
    dataset,
    version: options.datasetVersion,
    keptView: options.keptView,
    from: options.from,
    to: options.to,
    regimes: options.regimes ? [...options.regimes] : undefined,
    minConfidence: options.minConfidence,
    confidenceWeighted: options.confidenceWeighted,
    transition: isScaled ? { above: options.transitionAbove, factor: options.transitionFactor } : undefined,
    rows: rowsOf(options),
    ulta: ultaOf(options),
    ultaSkipsFirst: options.ultaSkipsFirst,
    excludeConstant: options.excludeConstant,
  };
}

const forms = "confidence, regime=NAME, recent or recent=HALF-LIFE";

/** "confidence", "regime=Calm", "recent=21" */
function readWeighting(text: string): CorrelationWeighting {
  const at = text.indexOf("=");
  const kind = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? undefined : text.slice(at + 1).trim();
  const read = correlationWeighting.safeParse({
    kind,
    ...(kind === "regime" && value !== undefined ? { regime: value } : {}),
    ...(kind === "recent" && value !== undefined ? { halfLife: Number(value) } : {}),
  });
  const isPlain = kind !== "confidence" || value === undefined;
  if (!read.success || !isPlain) throw new InvalidArgumentError(`It is one of ${forms}.`);
  return read.data;
}

/** How much each observation counts in a correlation; not --confidence-weighted, which scales P&L. */
export function addWeightingOption(command: Command): Command {
  return command.option("--weighting <how>", `how much each row counts: ${forms}`, readWeighting);
}

/** What is asked of the correlation of all pairs. */
export interface PairOptions {
  readonly threshold?: number;
  readonly top: number;
}

export function addPairOptions(command: Command): Command {
  return command
    .option("--threshold <rho>", "count the pairs whose |rho| reaches this", readNumber)
    .option("--top <k>", "most correlated pairs in the summary", readCount, 10);
}
