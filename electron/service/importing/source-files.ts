import { basename } from "node:path";
import type { SourceFile } from "../datasets/version/manifest.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/** What a manifest keeps of the files that were read. */
export function sourceFiles(files: readonly UnderstoodFile[]): SourceFile[] {
  return files.map(({ file: { source, opened } }) => ({
    fileName: basename(source.path),
    path: source.path,
    bytes: source.bytes,
    sha256: source.sha256 ?? opened.sha256,
  }));
}
