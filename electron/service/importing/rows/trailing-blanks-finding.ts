import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";

/** Rows that end with more delimiters than the header has names. */
export function trailingBlanksFinding(count: number): Finding[] {
  const message = `${counted(count, "row", "end")} with delimiters beyond the last column`;
  return count === 0 ? [] : [{ kind: "trailing-blanks", count, message, examples: [] }];
}
