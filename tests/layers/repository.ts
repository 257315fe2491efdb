import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { type SourceFile, sourceFile } from "./source-file.ts";

const folders = [
  "bench",
  "bin",
  "build",
  "config",
  "docs",
  "e2e",
  "electron",
  "examples",
  "native",
  "renderer",
  "tests",
];
const isText = /\.(ts|tsx|js|mjs|json|css|html|ini|md|txt|yml|yaml|c|h|hpp|cpp|cu|cuh|cmake|sh|py)$/;

/** Every text file of ours; not the golden files, which hold what another program wrote. */
export function repositoryFiles(root: string): SourceFile[] {
  const below = folders.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  });
  const top = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(root, entry.name));
  return [...top, ...below]
    .map((file) => ({
      file,
      path: file
        .slice(root.length + 1)
        .split(sep)
        .join("/"),
    }))
    .filter(
      ({ path }) => isText.test(path) && path !== "package-lock.json" && !path.startsWith("tests/golden/"),
    )
    .map(({ file, path }) => sourceFile(path, readFileSync(file, "utf8")));
}
