import { z } from "zod";
import type { Setting } from "../setting.ts";

/** Any text on one line; may be empty. `pattern` narrows it, `allowed` says in words what it accepts. */
export function textSetting(options: {
  readonly default: string;
  readonly pattern?: RegExp;
  readonly allowed: string;
  readonly documentation: string;
}): Setting<string> {
  return {
    schema: options.pattern ? z.string().regex(options.pattern) : z.string(),
    default: options.default,
    unit: null,
    documentation: options.documentation,
    allowed: options.allowed,
    parse: (text) => text,
    format: String,
  };
}
