import { z } from "zod";
import type { Setting } from "../setting.ts";

interface Options {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly documentation: string;
}

/** A whole number in a closed range. Underscores may group the digits: 1_000_000. */
export function integerSetting(options: Options): Setting<number> {
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
