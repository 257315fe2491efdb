import type { z } from "zod";

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
  /** Text of the file to a value of the right type; undefined when the text is not of that type. */
  parse(text: string): Value | undefined;
  /** The value as the file spells it. */
  format(value: Value): string;
}

/** The keys of one section of the file. */
export type SettingSection = Readonly<Record<string, Setting<never>>>;
