import { z } from "zod";
import { Problem } from "../contract/problem.ts";
import { nearestWord } from "./nearest-word.ts";

interface UnknownKey {
  /** "options.dialect.decimel" */
  readonly path: string;
  readonly key: string;
  readonly known: readonly string[];
}

/**
 * Keys of a value that its schema does not have, which parsing would drop without a word. Of a union the alternative with the
 * fewest counts.
 */
function unknownKeys(schema: z.core.$ZodType, value: unknown, path = ""): UnknownKey[] {
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return [];
  const inner = (schema as { readonly unwrap?: () => z.core.$ZodType }).unwrap;
  if (schema instanceof z.ZodObject) {
    if (Array.isArray(value) || schema.def.catchall) return [];
    const known = Object.keys(schema.shape);
    return Object.entries(value).flatMap(([key, own]) => {
      const at = path === "" ? key : `${path}.${key}`;
      if (own === undefined) return [];
      const field = schema.shape[key] as z.core.$ZodType | undefined;
      return field ? unknownKeys(field, own, at) : [{ path: at, key, known }];
    });
  }
  if (schema instanceof z.ZodArray)
    return Array.isArray(value)
      ? value.flatMap((one, index) => unknownKeys(schema.element, one, `${path}[${index}]`))
      : [];
  if (schema instanceof z.ZodRecord) {
    const own = schema.valueType;
    return Object.entries(value).flatMap(([key, one]) => unknownKeys(own, one, `${path}.${key}`));
  }
  if (schema instanceof z.ZodUnion) {
    // The alternatives that are no objects take no keys at all.
    const fitting = schema.options.filter((one) => z.safeParse(one, value).success);
    const found = fitting.map((one) => unknownKeys(one, value, path)).sort((a, b) => a.length - b.length);
    return found[0] ?? [];
  }
  if (schema instanceof z.ZodPipe) return unknownKeys(schema.in, value, path);
  return inner === undefined ? [] : unknownKeys(inner.call(schema), value, path);
}

/** Throws Problem "bad-request" for a key that a schema does not have, with the nearest that it has. */
export function refuseUnknownKeys(schema: z.ZodType, value: unknown, what: string, file?: string): void {
  const [first] = unknownKeys(schema, value);
  if (!first) return;
  const near = nearestWord(first.key, first.known);
  throw new Problem("bad-request", `${what} has no key "${first.path}".`, {
    ...(file === undefined ? {} : { file }),
    remedy: near ? `Did you mean "${near}"?` : `It has ${first.known.join(", ")}.`,
  });
}
