import type { FileDialect } from "../../../contract/importing.ts";

type Words<Key extends keyof FileDialect> = Record<Exclude<FileDialect[Key], "auto">, string>;

/** The characters that the words of settings, options and reports stand for. */
export const delimiters = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  pipe: "|",
} as const satisfies Words<"delimiter">;

export const decimals = { point: ".", comma: "," } as const satisfies Words<"decimal">;

export const thousands = {
  none: "",
  comma: ",",
  point: ".",
  space: " ",
  apostrophe: "'",
} as const satisfies Words<"thousands">;

/** The word of a character; the character itself when it has none (a no-break space). */
export function wordOf<Words extends Record<string, string>>(words: Words, character: string): string {
  return Object.keys(words).find((word) => words[word] === character) ?? character;
}
