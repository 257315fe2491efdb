import type { z } from "zod";
import { mapPlaces, type Place } from "../../../electron/contract/places.ts";
import type { Definition } from "./strings-of.ts";

/** What a string stands for: its mark, or a plain text. */
function placeOf(schema: z.ZodType): Place | "text" {
  let found: Place | "text" = "text";
  void mapPlaces(schema, "x", (place, text) => {
    found = place;
    return text;
  });
  return found;
}

/**
 * A request that a schema takes, with `strings` for its strings; what may be left out is left out, but for the keys on the way
 * of `path` (as stringsOf has them), at whose end `value` stands.
 */
export function sampleRequest(
  schema: z.ZodType,
  strings: (place: Place | "text") => string,
  path: readonly string[] = [],
  value = "",
): unknown {
  const def = schema.def as unknown as Definition;
  const [key, ...rest] = path;
  const inner = def.innerType ?? def.in;
  if (inner) return sampleRequest(inner, strings, path, value);
  if (def.options) {
    for (const option of def.options) {
      const made = sampleRequest(option, strings, path, value);
      if (path.length === 0 || JSON.stringify(made)?.includes(JSON.stringify(value))) return made;
    }
    return sampleRequest(def.options[0] as z.ZodType, strings);
  }
  if (def.type === "string") {
    if (path.length === 0 && value !== "") return value;
    const candidates = [
      strings(placeOf(schema)),
      "2024-01-01",
      "09:15",
      crypto.randomUUID(),
      new Date().toISOString(),
    ];
    return candidates.find((one) => schema.safeParse(one).success) ?? "a";
  }
  if (def.type === "number") return [1, 2, 0.5, 5, 10].find((one) => schema.safeParse(one).success) ?? 1;
  if (def.type === "boolean") return false;
  if (def.type === "enum") return Object.values(def.entries ?? {})[0];
  if (def.type === "literal") return def.values?.[0];
  if (def.element) {
    const item = sampleRequest(def.element, strings, rest, key === undefined ? "" : value);
    return schema.safeParse([]).success && key === undefined ? [] : [item];
  }
  if (def.type === "record") {
    const part = (schema as z.ZodRecord).valueType as z.ZodType;
    return key === undefined ? {} : { a: sampleRequest(part, strings, rest, value) };
  }
  if (!def.shape) return undefined;
  const entries = Object.entries(def.shape).flatMap(([name, part]) => {
    const isOnWay = name === key;
    if (!isOnWay && part.safeParse(undefined).success) return [];
    return [[name, isOnWay ? sampleRequest(part, strings, rest, value) : sampleRequest(part, strings)]];
  });
  return Object.fromEntries(entries);
}
