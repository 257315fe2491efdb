import { parseSync } from "vite";
import type { Rule } from "../rule.ts";
import type { SourceFile } from "../source-file.ts";
import { isProduct } from "./product.ts";

/** A function with its lines, from its first word to its closing brace; the comment above it does not count. */
interface Sized {
  readonly name: string;
  readonly lines: number;
}

const limit = 70;

/** What does not fit on a screen is two things. */
export const functionSize: Rule = {
  name: `no function over ${limit} lines`,
  broken(file) {
    if (!isProduct(file.path)) return [];
    const functions = /\.tsx?$/.test(file.path)
      ? ofTypeScript(file)
      : /\.(h|cpp|cu|cuh)$/.test(file.path)
        ? ofCpp(file.text)
        : [];
    return functions
      .filter(({ lines }) => lines > limit)
      .map(({ name, lines }) => `has a function ${name} of ${lines} lines`);
  },
};

type Node = Record<string, unknown> & { readonly type: string; readonly start: number; readonly end: number };
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === "string";
const nameOf = (value: unknown): string | undefined => (value as { name?: string } | null)?.name;

/** Every function of a file, nested ones too, by the parser. One without a name is called after what holds it. */
function ofTypeScript({ path, text }: SourceFile): Sized[] {
  const found: Sized[] = [];
  const visit = (value: unknown, holder: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, holder);
    if (!isNode(value)) return;
    const name = nameOf(value.id) ?? nameOf(value.key) ?? holder;
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(value.type)) {
      found.push({ name, lines: text.slice(value.start, value.end).split("\n").length });
    }
    for (const part of Object.values(value)) if (typeof part === "object") visit(part, name);
  };
  visit(parseSync(path, text).program, "without a name");
  return found;
}

/**
 * Every function that stands in a namespace or a class, by its braces, in text as clang-format leaves it: the brace of a body
 * follows a space, that of an initialiser does not.
 */
function ofCpp(text: string): Sized[] {
  const found: Sized[] = [];
  const open: { readonly name: string | null; readonly line: number; readonly holds: boolean }[] = [];
  let head = "";
  let headLine = 0;
  let line = 1;
  for (const [at, letter] of [...withoutCommentsAndTexts(text)].entries()) {
    if (letter === "\n") line += 1;
    if (letter === "{") {
      const isInitialiser = /\S/.test(text[at - 1] ?? " ");
      const outside = open.every(({ holds }) => holds);
      const holds = /^\s*(template\s*<.*>\s*)?(namespace|extern|struct|class|union|enum)\b[^()]*$/s.test(
        head,
      );
      const name =
        outside && !holds && !isInitialiser ? (/(?<!\w)(?!__)([\w~]+)\s*\(/.exec(head)?.[1] ?? null) : null;
      open.push({ name, line: headLine, holds: outside && holds });
      if (!isInitialiser) head = "";
    } else if (letter === "}") {
      const closed = open.pop();
      if (closed?.name) found.push({ name: closed.name, lines: line - closed.line + 1 });
      if (closed?.name || closed?.holds) head = "";
    } else if (letter === ";" || (letter === ":" && /\b(public|private|protected)\s*$/.test(head))) head = "";
    else {
      if (head.trim() === "") headLine = line;
      head += letter;
    }
  }
  return found;
}

/** The same text, place by place, with blanks for comments, texts, and lines of the preprocessor. */
function withoutCommentsAndTexts(text: string): string {
  const blank = (part: string) => part.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(
    /\/\*.*?\*\/|\/\/[^\n]*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*/gms,
    blank,
  );
}
