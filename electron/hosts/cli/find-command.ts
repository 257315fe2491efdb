import { globalOptionsWithValue } from "./global-options.ts";

/** The command in the arguments: the first word that is neither an option nor the value of a global one. */
export function findCommand(args: readonly string[]): string | undefined {
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    if (globalOptionsWithValue.includes(word)) index++;
    else if (!word.startsWith("-")) return word;
  }
  return undefined;
}
