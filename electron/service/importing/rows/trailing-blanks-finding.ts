import type { Finding } from "../../datasets/manifest.ts";

/** Rows that end with more delimiters than the header has names. */
export function trailingBlanksFinding(count: number): Finding[] {
  const message = `${count} row(s) end with delimiters beyond the last column`;
  return count === 0 ? [] : [{ kind: "trailing-blanks", count, message, examples: [] }];
}
