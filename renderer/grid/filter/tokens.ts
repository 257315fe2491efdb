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
