import type { z } from "zod";
import { mapPlaces } from "../../../electron/contract/places.ts";

/** A place in a request where a string may stand: keys, with "0" for the items of a list and "*" for those of a record. */
export interface StringField {
  readonly path: readonly string[];
  /** Whether the contract says that it leads to a place on the disk. */
  readonly isPlace: boolean;
}

/** Parts of zod's definitions that the tests follow. */
export interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** Every field of a schema that takes a string that is not one of a few words. */
export function stringsOf(schema: z.ZodType): StringField[] {
  const found = new Map<string, StringField>();
  const walk = (node: z.ZodType, path: readonly string[]): void => {
    const def = node.def as unknown as Definition;
    if (def.type === "string") {
      const key = path.join("\0");
      let isPlace = found.get(key)?.isPlace ?? false;
      // A mark is answered before the first wait.
      void mapPlaces(node, "x", (_place, text) => {
        isPlace = true;
        return text;
      });
      found.set(key, { path, isPlace });
      return;
    }
    const inner = def.innerType ?? def.in ?? null;
    if (inner) walk(inner, path);
    for (const option of def.options ?? []) walk(option, path);
    if (def.element) walk(def.element, [...path, "0"]);
    if (def.valueType) walk(def.valueType, [...path, "*"]);
    for (const [key, part] of Object.entries(def.shape ?? {})) walk(part, [...path, key]);
  };
  walk(schema, []);
  return [...found.values()];
}
