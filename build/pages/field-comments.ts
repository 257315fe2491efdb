/**
 * The doc comments of a schema's fields, from the source of the contract: the schemas do not carry them, and beside the field
 * is where they are read and kept true.
 */

/** Constant -> its statement, for every exported constant of a module. */
export function statementsOf(source: string): Map<string, string> {
  const starts = [...source.matchAll(/^export const (\w+)\b[^=]*=/gm)];
  return new Map(
    starts.map((start, k) => [
      start[1] as string,
      source.slice(start.index, starts[k + 1]?.index ?? source.length),
    ]),
  );
}

const token =
  /\/\*\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?:[^/\\\n]|\\.)+\/(?=[,.)])|[{}()[\],]|(?:\b\w+|"[^"]+")(?=:)/g;

const plain = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();

/** Field -> comment, of the first object literal that a schema is built from after `from` in its statement. */
export function fieldComments(statement: string, from = 0): Map<string, string> {
  const found = new Map<string, string>();
  const open = /(?:extend|object|strictObject)\(\{/g;
  open.lastIndex = from;
  if (!open.test(statement)) return found;
  let depth = 1;
  let comment = "";
  token.lastIndex = open.lastIndex;
  for (let match = token.exec(statement); match && depth > 0; match = token.exec(statement)) {
    const [text] = match;
    if (text.startsWith("/**")) comment = depth === 1 ? plain(text) : comment;
    else if (/^[{([]$/.test(text)) depth += 1;
    else if (/^[})\]]$/.test(text)) depth -= 1;
    else if (text === ",") comment = depth === 1 ? "" : comment;
    else if (depth === 1 && /^\w+$/.test(text)) {
      if (comment) found.set(text, comment);
      comment = "";
    }
  }
  return found;
}

/** The doc comment that stands right before a constant, up to its first full stop that ends a sentence. */
export function commentBefore(source: string, name: string): string {
  const at = source.indexOf(`export const ${name}`);
  const before = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(source.slice(0, at));
  return before ? plain(before[0].trim()) : "";
}
