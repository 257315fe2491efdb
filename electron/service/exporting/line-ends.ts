/** Line ends of a written text file. */
export type LineEnds = "crlf" | "lf";

/** Formats build their text with LF; the writer turns it into what the file wants. */
export function withLineEnds(text: string, lineEnds: LineEnds): string {
  return lineEnds === "lf" ? text : text.replace(/\r?\n/g, "\r\n");
}
