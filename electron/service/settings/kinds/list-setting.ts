import { z } from "zod";
import type { Setting } from "../setting.ts";

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
