import type { SourceFile } from "./source-file.ts";

/** A rule of the architecture: what one file does wrong, in words, or nothing. */
export interface Rule {
  readonly name: string;
  broken(file: SourceFile): readonly string[];
}
