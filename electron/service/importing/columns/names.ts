import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { type NameExpression, nameExpression } from "../../name-expression.ts";
import { lookAtEach, type Steps } from "../../turns.ts";
import { counted } from "../counted.ts";

/** A column name without regard to case and punctuation: "Regime_Confidence_%" and "regime confidence" are one. */
export function normalName(name: string): string {
  const lower = name.toLowerCase();
  // Nearly all names are plain ASCII, for which the small expression is several times faster.
  const words = /^[ -~]*$/.test(lower)
    ? lower.replace(/[^a-z0-9]+/g, "_")
    : lower.replace(/[^\p{L}\p{N}]+/gu, "_");
  return words.replace(/^_|_$/g, "");
}

/** A strategy's name without blanks and unseen marks around it, in the one Unicode form: two that look alike are one name. */
export function cleanName(name: string): string {
  // Nearly all names are plain already.
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(name)) return name;
  return name.normalize("NFC").replace(/^[\s\u200b-\u200f\ufeff]+|[\s\u200b-\u200f\ufeff]+$/g, "");
}

/** What names that look alike have in common: one width of letters and blanks. */
function lookOf(name: string): string {
  if (!/[^ -~]| {2}/.test(name)) return name;
  return name.normalize("NFKC").replace(/\s+/g, " ");
}

/** Not plain ASCII: to be looked at closely. */
const unsure = -1;

/** The first three letters or digits of a name as one number, without making a string. */
function start(name: string): number {
  let key = 0;
  let taken = 0;
  for (let index = 0; index < name.length && taken < 3; index++) {
    const code = name.charCodeAt(index);
    if (code > 127) return unsure;
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if ((lower >= 97 && lower <= 122) || (lower >= 48 && lower <= 57)) {
      key = key * 128 + lower;
      taken++;
    }
  }
  return key;
}

/**
 * Finds which of some known normal names (normal-name.ts) a column has; undefined = none of them. Of a hundred thousand
 * columns nearly all are told apart by their first letters, so that only a few names are normalised.
 */
export function knownName(known: ReadonlySet<string>): (name: string) => string | undefined {
  const starts = new Set([unsure, ...[...known].map(start)]);
  return (name) => {
    if (!starts.has(start(name))) return undefined;
    const normal = normalName(name);
    return known.has(normal) ? normal : undefined;
  };
}

/**
 * Tests names against a pattern: the name itself, a glob with * ? and [abc], or a regular expression between slashes.
 * Throws Problem "bad-request" for a broken expression.
 */
function namePattern(pattern: string): NameExpression {
  const slashed = /^\/(.+)\/([imsu]*)$/.exec(pattern);
  try {
    if (slashed) return nameExpression(slashed[1] ?? "", slashed[2]);
    const parts = pattern.replace(/\*|\?|\[[^\]]+\]|[\\^$.|+(){}[\]]/g, (part) => {
      if (part === "*") return ".*";
      if (part === "?") return ".";
      return part.length > 1 ? part : `\\${part}`;
    });
    return nameExpression(`^(?:${parts})$`);
  } catch (error) {
    throw new Problem(
      "bad-request",
      `The name pattern ${pattern} is not right: ${(error as Error).message}`,
      {
        remedy:
          "Write a name, a glob such as SENSEX*SL7%, or a regular expression such as /SL\\d+%$/, without look-around.",
      },
    );
  }
}

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
    return match ? match.pattern.replace(name, match.to) : name;
  };
}

/** Applies the policy for names that occur more than once. `kept` are the places of the columns that stay. */
export function* uniqueNames(
  names: readonly string[],
  policy: ImportPolicies["duplicateNames"],
  file: string,
  remedy = "Rename the columns, or number them or take the first of each (--duplicates rename or first).",
): Steps<{ kept: number[]; names: string[]; duplicates: string[] }> {
  const looks: string[] = [];
  const distinct = new Set<string>();
  yield* lookAtEach(names, (name) => {
    const look = lookOf(name);
    looks.push(look);
    distinct.add(look);
  });
  if (distinct.size === names.length) {
    return { kept: names.map((_, index) => index), names: [...names], duplicates: [] };
  }
  const all = new Set(names);
  const taken = new Set<string>();
  const seen = new Set<string>();
  /** The number to try next for a name: each is tried once, however often the name occurs. */
  const next = new Map<string, number>();
  const duplicates = new Set<string>();
  const kept: number[] = [];
  const unique: string[] = [];
  yield* lookAtEach(names, (name, index) => {
    let free = name;
    const look = looks[index] as string;
    if (seen.has(look)) {
      duplicates.add(name);
      if (policy === "first") return;
      let copy = next.get(name) ?? 2;
      do free = `${name}.${copy++}`;
      while (taken.has(free) || all.has(free));
      next.set(name, copy);
    }
    seen.add(look);
    taken.add(free);
    kept.push(index);
    unique.push(free);
  });
  if (policy === "refuse" && duplicates.size > 0) {
    const [first = ""] = duplicates;
    throw new Problem(
      "bad-input",
      `${file}: ${counted(duplicates.size, "column name", "occur")} more than once, for example "${first}" (how many blanks, and how wide the letters are, does not count).`,
      {
        file,
        line: 1,
        column: first,
        remedy,
        question: {
          cells: [...duplicates].slice(0, 3),
          answers: [
            { label: "Number them", say: { policies: { duplicateNames: "rename" } } },
            { label: "Take the first of each", say: { policies: { duplicateNames: "first" } } },
          ],
        },
      },
    );
  }
  return { kept, names: unique, duplicates: [...duplicates] };
}

const otherBlanks = /\s\s|[^\S ]/;

/** Names that differ from an earlier one in case or blanks within only: written by hand, they are often one strategy. */
export function* alikeNames(names: readonly string[]): Steps<string[]> {
  const known = new Set<string>();
  const alike: string[] = [];
  yield* lookAtEach(names, (name) => {
    const lower = name.toLowerCase();
    // Nearly no name has other blanks than single ones, and to look for them takes a fraction of replacing them.
    const plain = otherBlanks.test(lower) ? lower.replace(/\s+/g, " ") : lower;
    if (known.size === known.add(plain).size) alike.push(name);
  });
  return alike;
}
