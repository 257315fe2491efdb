import { z } from "zod";
import type { Setting } from "../setting.ts";

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
