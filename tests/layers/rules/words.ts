import type { Rule } from "../rule.ts";

/** What the repository must not say: it works for whoever has it, and nothing in it is unfinished. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/(^|[\s"'`(=:,])\/(root|home|work|Users)\/[\w.-]+/m, "names a folder of one machine"],
  [/https?:\/\/registry\.[\w.-]+/, "names a package registry"],
  [/\b(TODO|FIXME|XXX)\b/, "is marked as unfinished"],
  [/\bissues? #?\d+\b/i, "refers to an issue number"],
];

export const words: Rule = {
  name: "no machine, no registry, nothing unfinished",
  broken({ path, text }) {
    // This list and the tests of it have to spell what they look for.
    if (path.startsWith("tests/layers/")) return [];
    return forbidden.flatMap(([pattern, says]) => {
      const found = pattern.exec(text)?.[0].trim();
      return found === undefined ? [] : [`${says}: ${found}`];
    });
  },
};
