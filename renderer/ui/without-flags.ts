/** A remedy for the window: what is said in parentheses for the command line, as in "Choose another name (--replace)", is left out. */
export function withoutFlags(remedy: string): string {
  return remedy.replaceAll(/ \(--[a-z][^)]*\)/g, "");
}
