import { namePattern } from "./name-pattern.ts";

/** Renames strategies: by their exact name, else by the first pattern that matches; $1 is a group of an expression. */
export function renamer(rename: Readonly<Record<string, string>>): (name: string) => string {
  const patterns = Object.entries(rename)
    .filter(([pattern]) => /^\/.+\/[imsu]*$/.test(pattern))
    .map(([pattern, to]) => ({ pattern: namePattern(pattern), to }));
  return (name) => {
    const exact = Object.hasOwn(rename, name) ? rename[name] : undefined;
    if (exact !== undefined) return exact;
    if (patterns.length === 0) return name;
    const match = patterns.find(({ pattern }) => pattern.test(name));
    return match ? name.replace(match.pattern, match.to) : name;
  };
}
