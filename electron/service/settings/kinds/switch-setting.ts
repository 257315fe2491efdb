import { z } from "zod";
import type { Setting } from "../setting.ts";

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
