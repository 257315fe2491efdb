import { z } from "zod";
import type { Setting } from "../setting.ts";

interface Options {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly documentation: string;
}

/** A decimal number in a closed range, with a decimal point. */
export function numberSetting(options: Options): Setting<number> {
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
