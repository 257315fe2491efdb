import { posix } from "node:path";
import type { SourceFile } from "../source-file.ts";
import { isProduct } from "./product.ts";

const limit = 25;

/** Folders of the product with more files of code than one can survey, each with their number. */
export function crowdedFolders(files: readonly SourceFile[]): string[] {
  const code = files.filter(({ path }) => isProduct(path) && /\.(tsx?|css|c|h|cpp|cu|cuh)$/.test(path));
  return [...Map.groupBy(code, ({ path }) => posix.dirname(path))]
    .filter(([, inside]) => inside.length > limit)
    .map(([folder, inside]) => `${folder} has ${inside.length} files`);
}
