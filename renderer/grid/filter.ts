import { atOnce, PIECE, type Pieces } from "./pieces.ts";

/** A word of a filter expression and where it begins, for messages. */
export interface Token {
  readonly kind: "number" | "text" | "name" | "operator";
  readonly text: string;
  readonly at: number;
}

/** What is wrong with an expression, in words, and where (0-based). */
export class FilterError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const patterns: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /\s+/y],
  ["number", /-?(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?[kKmM]?(?![\w.])/y],
  ["text", /"[^"]*"|'[^']*'/y],
  ["operator", />=|<=|!=|!~|[<>=~()]/y],
  ["name", /[A-Za-z_][\w]*/y],
];

/** Cuts an expression into words. Throws FilterError at the first thing that is none. */
export function tokens(expression: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    const match = patterns
      .map(([kind, pattern]) => {
        pattern.lastIndex = at;
        return { kind, text: pattern.exec(expression)?.[0] };
      })
      .find(({ text }) => text !== undefined);
    if (match?.text === undefined) throw new FilterError(`"${expression[at]}" is not understood here.`, at);
    if (match.kind !== "space") found.push({ kind: match.kind, text: match.text, at });
    at += match.text.length;
  }
  return found;
}

/** A filter as a tree. */
export type Filter =
  | { readonly kind: "all"; readonly parts: readonly Filter[] }
  | { readonly kind: "any"; readonly parts: readonly Filter[] }
  | { readonly kind: "not"; readonly part: Filter }
  | {
      readonly kind: "compare";
      readonly column: string;
      readonly operator: Comparison;
      readonly value: number;
    }
  | { readonly kind: "matches"; readonly pattern: RegExp; readonly negated: boolean };
export type Comparison = ">" | ">=" | "<" | "<=" | "=" | "!=";

const comparisons: ReadonlySet<string> = new Set([">", ">=", "<", "<=", "=", "!="]);
const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6 };

function numberOf(text: string): number {
  const plain = text.replaceAll(",", "");
  const scale = scales[plain.at(-1)?.toLowerCase() ?? ""];
  return scale === undefined ? Number(plain) : Number(plain.slice(0, -1)) * scale;
}

/** The pattern in quotes: "/.../i" is a regular expression, anything else is found as it stands, in any case. */
function patternOf(token: Token): RegExp {
  const text = token.text.slice(1, -1);
  const written = /^\/(.*)\/(i?)$/.exec(text);
  if (!written) return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
  try {
    return new RegExp(written[1] ?? "", written[2]);
  } catch {
    throw new FilterError("This is not a valid regular expression.", token.at);
  }
}

/**
 * Parses `sharpe > 1.5 and (max_drawdown < 2k or name ~ "SL7%")`. `columns` are the names that may be compared with numbers;
 * `name` is matched with ~ or !~. `not` binds closer than `and`, that closer than `or`. Throws FilterError.
 */
export function parseFilter(expression: string, columns: ReadonlySet<string>): Filter {
  const words = tokens(expression);
  let next = 0;
  const end = expression.length;
  const is = (text: string) => words[next]?.text.toLowerCase() === text;
  const take = (text: string) => is(text) && next++ >= 0;

  const any = (): Filter => list("any", "or", all);
  const all = (): Filter => list("all", "and", one);
  const list = (kind: "any" | "all", word: string, inner: () => Filter): Filter => {
    const parts = [inner()];
    while (take(word)) parts.push(inner());
    return parts.length === 1 && parts[0] ? parts[0] : { kind, parts };
  };
  const one = (): Filter => {
    if (take("not")) return { kind: "not", part: one() };
    if (take("(")) {
      const inner = any();
      if (!take(")")) throw new FilterError("A closing bracket is missing.", words[next]?.at ?? end);
      return inner;
    }
    return condition();
  };
  const condition = (): Filter => {
    const name = words[next++];
    if (name?.kind !== "name") throw new FilterError("A column is expected here.", name?.at ?? end);
    const column = name.text.toLowerCase();
    const operator = words[next++];
    if (column === "name") {
      if (operator?.text !== "~" && operator?.text !== "!~")
        throw new FilterError('name is followed by ~ "text" or !~ "text".', operator?.at ?? end);
      const value = words[next++];
      if (value?.kind !== "text")
        throw new FilterError("A text in quotes is expected here.", value?.at ?? end);
      return { kind: "matches", pattern: patternOf(value), negated: operator.text === "!~" };
    }
    if (!columns.has(column)) throw new FilterError(`There is no column ${name.text}.`, name.at);
    if (!operator || !comparisons.has(operator.text))
      throw new FilterError("One of > >= < <= = != is expected here.", operator?.at ?? end);
    const value = words[next++];
    if (value?.kind !== "number") throw new FilterError("A number is expected here.", value?.at ?? end);
    return { kind: "compare", column, operator: operator.text as Comparison, value: numberOf(value.text) };
  };

  const filter = any();
  const rest = words[next];
  if (rest) throw new FilterError(`"and" or "or" is expected before "${rest.text}".`, rest.at);
  return filter;
}

/** Where a filter finds its values: one value per row, in the unit that is shown. */
export interface FilterSource {
  readonly names: readonly string[];
  column(name: string): { readonly values: Float64Array; readonly factor: number };
}

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** Rows that pass, ascending. A missing value (NaN) passes no comparison, not even !=. */
export const matchingRows = (filter: Filter, source: FilterSource): Uint32Array =>
  atOnce(findingRows(source.names.length, testOf(filter, source)));

/** Rows of so many that pass a test, ascending, in pieces. */
export function* findingRows(count: number, test: (row: number) => boolean): Pieces<Uint32Array> {
  const rows = new Uint32Array(count);
  let found = 0;
  for (let from = 0; from < count; from += PIECE) {
    const behind = Math.min(count, from + PIECE);
    for (let row = from; row < behind; row++) if (test(row)) rows[found++] = row;
    yield from / count;
  }
  // Of the same size as what it holds: of a few rows nothing else is kept.
  return rows.slice(0, found);
}

/** Whether a row passes. */
export function testOf(filter: Filter, source: FilterSource): (row: number) => boolean {
  switch (filter.kind) {
    case "all": {
      const tests = filter.parts.map((part) => testOf(part, source));
      return (row) => tests.every((test) => test(row));
    }
    case "any": {
      const tests = filter.parts.map((part) => testOf(part, source));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = testOf(filter.part, source);
      return (row) => !test(row);
    }
    case "matches":
      return (row) => filter.pattern.test(source.names[row] ?? "") !== filter.negated;
    case "compare": {
      const { values, factor } = source.column(filter.column);
      const holds = compare[filter.operator];
      return (row) => {
        const value = values[row] ?? Number.NaN;
        return !Number.isNaN(value) && holds(value * factor, filter.value);
      };
    }
  }
}
