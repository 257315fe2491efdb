import { z } from "zod";

/** One key of the settings file: everything that the reader, the messages and the documentation need to know. */
export interface Setting<Value> {
  /** Checks a parsed value; the only place where type and range are decided. */
  readonly schema: z.ZodType<Value>;
  readonly default: Value;
  /** What the number counts or measures, null when the value has no unit. */
  readonly unit: string | null;
  /** For people, one or two sentences. */
  readonly documentation: string;
  /** What may be written, for people: "a whole number from 0 to 256". */
  readonly allowed: string;
  /** Names a folder or a program of this user: a settings file that lies in a folder of data must not say it. */
  readonly isOwn?: boolean;
  /** Only a hand on the file itself may set it: it is run as a program. */
  readonly byHand?: boolean;
  /** Text of the file to a value of the right type; undefined when the text is not of that type. */
  parse(text: string): Value | undefined;
  /** The value as the file spells it. */
  format(value: Value): string;
}

/** One of a few words; upper and lower case are the same. */
export function choiceSetting<const Choice extends string>(options: {
  readonly default: NoInfer<Choice>;
  readonly choices: readonly Choice[];
  readonly documentation: string;
}): Setting<Choice> {
  return {
    schema: z.enum(options.choices) as z.ZodType<Choice>,
    default: options.default,
    unit: null,
    documentation: options.documentation,
    allowed: `one of ${options.choices.join(", ")}`,
    parse: (text) => options.choices.find((choice) => choice === text.toLowerCase()),
    format: String,
  };
}

/** Of both kinds of numbers; the range is closed. */
interface NumberOptions {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly documentation: string;
}

/** A whole number in a closed range. Underscores may group the digits: 1_000_000. */
export function integerSetting(options: NumberOptions): Setting<number> {
  return {
    schema: z.number().int().min(options.min).max(options.max),
    default: options.default,
    unit: options.unit ?? null,
    documentation: options.documentation,
    allowed: `a whole number from ${options.min} to ${options.max}`,
    parse: (text) => (/^[+-]?\d+(_\d+)*$/.test(text) ? Number(text.replaceAll("_", "")) : undefined),
    format: String,
  };
}

/** A decimal number in a closed range, with a decimal point. */
export function numberSetting(options: NumberOptions): Setting<number> {
  return {
    schema: z.number().min(options.min).max(options.max),
    default: options.default,
    unit: options.unit ?? null,
    documentation: options.documentation,
    allowed: `a number from ${options.min} to ${options.max}`,
    parse: (text) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
    format: String,
  };
}

/** Words out of a fixed set, separated by commas, each at most once; `min` of them at least. */
export function listSetting<const Choice extends string>(options: {
  readonly default: readonly NoInfer<Choice>[];
  readonly choices: readonly Choice[];
  readonly min?: number;
  readonly documentation: string;
}): Setting<readonly Choice[]> {
  const schema = z.array(z.enum(options.choices)).min(options.min ?? 0);
  const isSet = (words: readonly string[]) => new Set(words).size === words.length;
  return {
    schema: schema.refine(isSet) as unknown as z.ZodType<readonly Choice[]>,
    default: options.default,
    unit: null,
    documentation: options.documentation,
    allowed: `a comma-separated list of ${options.choices.join(", ")}, each at most once`,
    parse(text) {
      const words = text.split(",").map((word) => word.trim().toLowerCase());
      const known = options.choices.filter((choice) => words.includes(choice));
      const found = words.map((word) => known.find((choice) => choice === word));
      if (text === "") return [];
      return found.every((word) => word !== undefined) ? found : undefined;
    },
    format: (value) => value.join(","),
  };
}

const spellings = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["off", false],
  ["0", false],
]);

/** On or off. The spellings that the replaced system's files use are all understood. */
export function switchSetting(options: {
  readonly default: boolean;
  readonly documentation: string;
}): Setting<boolean> {
  return {
    schema: z.boolean(),
    default: options.default,
    unit: null,
    documentation: options.documentation,
    allowed: "true or false",
    parse: (text) => spellings.get(text.toLowerCase()),
    format: String,
  };
}

/** Any text on one line; may be empty. `pattern` narrows it, `allowed` says in words what it accepts. */
export function textSetting(options: {
  readonly default: string;
  readonly pattern?: RegExp;
  readonly allowed: string;
  readonly isOwn?: boolean;
  readonly byHand?: boolean;
  readonly documentation: string;
}): Setting<string> {
  return {
    ...(options.isOwn ? { isOwn: true } : {}),
    ...(options.byHand ? { byHand: true } : {}),
    schema: options.pattern ? z.string().regex(options.pattern) : z.string(),
    default: options.default,
    unit: null,
    documentation: options.documentation,
    allowed: options.allowed,
    parse: (text) => text,
    format: String,
  };
}

/** Names with a number each: "Zone 1=2, Zone 2=1". `names`: the only ones that may stand there. Empty for none. */
export function pairsSetting(options: {
  readonly names?: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly documentation: string;
}): Setting<Readonly<Record<string, number>>> {
  const name = options.names ? z.enum(options.names) : z.string().min(1);
  const known = options.names ? ` (${options.names.join(", ")})` : "";
  return {
    schema: z.record(name, z.number().min(options.min).max(options.max)) as unknown as z.ZodType<
      Readonly<Record<string, number>>
    >,
    default: {},
    unit: null,
    documentation: options.documentation,
    allowed: `a comma-separated list of name=number${known}, each number from ${options.min} to ${options.max}; or nothing`,
    parse: parsePairs,
    format: (value) =>
      Object.entries(value)
        .map(([key, number]) => `${key}=${number}`)
        .join(", "),
  };
}

/** Undefined for what is no list of pairs, or has a name twice. */
function parsePairs(text: string): Record<string, number> | undefined {
  if (text === "") return {};
  const pairs = text
    .split(",")
    .map((part) => /^\s*(\S.*?)\s*=\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*$/i.exec(part));
  if (pairs.some((pair) => pair === null)) return undefined;
  const read = pairs.map((pair) => [pair?.[1] ?? "", Number(pair?.[2])] as const);
  return new Set(read.map(([key]) => key)).size === read.length ? Object.fromEntries(read) : undefined;
}
