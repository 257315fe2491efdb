/** JSON files that say themselves whether they are as they were written. */
import { createHash } from "node:crypto";

function checksumOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** The value as JSON with, last, the SHA-256 of its compact JSON without that field. */
export function sealedText(value: object): string {
  // Through JSON once, so that the order of keys is the one that a reader gets.
  const content: object = JSON.parse(JSON.stringify(value));
  return `${JSON.stringify({ ...content, checksum: checksumOf(content) }, null, 1)}\n`;
}

/** What sealedText wrote, without the checksum. Throws Error with one sentence. */
export function openSealed(text: string): Record<string, unknown> {
  const { checksum, ...content } = JSON.parse(text);
  if (checksum !== checksumOf(content)) throw new Error("its checksum does not agree.");
  return content;
}
