import { namePattern } from "./name-pattern.ts";

/** Decides by include and exclude patterns. Plain names are looked up, so that lists of thousands cost nothing. */
export function nameChooser(
  include: readonly string[],
  exclude: readonly string[],
): (name: string) => boolean {
  const included = matcher(include);
  const excluded = matcher(exclude);
  return (name) => (include.length === 0 || included(name)) && !excluded(name);
}

function matcher(patterns: readonly string[]): (name: string) => boolean {
  const names = new Set(patterns);
  const expressions = patterns.filter((one) => /[*?[]|^\/.+\/[imsu]*$/.test(one)).map(namePattern);
  // Asked for every column: without expressions no function is made for it.
  if (expressions.length === 0) return (name) => names.has(name);
  return (name) => names.has(name) || expressions.some((one) => one.test(name));
}
