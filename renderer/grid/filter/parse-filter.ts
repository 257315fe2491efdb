import { FilterError, type Token, tokens } from "./tokens.ts";

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
