import { posix } from "node:path";
import { parseSync } from "vite";

/** A file of the repository, as the rules see it. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Text without comments; the same as `text` where the language is not TypeScript or JavaScript. */
  readonly code: string;
  /** What it imports, types and dynamic imports included: a path from the root, or the name of a package. */
  readonly imports: readonly string[];
  /** Those of them that are loaded when they are needed. */
  readonly lazyImports: readonly string[];
}

/** The import as a path from the root when it is relative, else as it is written. */
function resolveImport(path: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
}

/** Reads the imports of a file. Throws when TypeScript cannot be parsed. */
export function sourceFile(path: string, text: string): SourceFile {
  if (!/\.(ts|tsx|js|mjs)$/.test(path)) return { path, text, code: text, imports: [], lazyImports: [] };
  const { module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lazy = module.dynamicImports.flatMap((one) => {
    const written = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    return /^["'`][^$]*["'`]$/.test(written) ? [written.slice(1, -1)] : [];
  });
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
    ),
    ...lazy,
  ];
  const resolved = (names: readonly string[]) => [...new Set(names.map((name) => resolveImport(path, name)))];
  let code = "";
  let end = 0;
  for (const comment of comments) {
    code += text.slice(end, comment.start);
    end = comment.end;
  }
  return {
    path,
    text,
    code: code + text.slice(end),
    imports: resolved(specifiers),
    lazyImports: resolved(lazy),
  };
}
