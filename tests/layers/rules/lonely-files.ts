import { posix } from "node:path";
import type { SourceFile } from "../source-file.ts";
import { isProduct, linesOf } from "./product.ts";

const enough = 25;

/**
 * Files that are looked for by their name: a room's list of registrations, its handlers, named after their methods, and charts,
 * one of which the gallery shows for each file.
 */
const isFoundByName = (path: string) =>
  /\/(registrations\.ts|handlers\/[\w-]+\.ts)$|^electron\/charts\/[\w-]+\.ts$/.test(path);

/**
 * Small TypeScript files that one folder alone uses: each belongs into the file that uses it. One that nobody imports is where
 * a process or a thread begins; one that is loaded lazily must be a file of its own.
 */
export function lonelyFiles(files: readonly SourceFile[]): string[] {
  const product = files.filter(
    ({ path }) => isProduct(path) && /\.tsx?$/.test(path) && !path.endsWith(".d.ts"),
  );
  const users = new Map<string, Set<string>>();
  const lazy = new Set<string>();
  for (const { path, imports, lazyImports } of product) {
    for (const name of lazyImports) lazy.add(name);
    for (const name of imports) users.set(name, (users.get(name) ?? new Set()).add(posix.dirname(path)));
  }
  return product
    .filter(({ path, text }) => linesOf(text) < enough && !lazy.has(path) && !isFoundByName(path))
    .filter(({ path }) => users.get(path)?.size === 1)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines and users in one folder`);
}
