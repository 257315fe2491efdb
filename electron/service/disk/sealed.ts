/** Files that say themselves whether they are as they were written: JSON, and messages with typed arrays. */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { decodeMessage, encodeMessage } from "../../contract/messages/codec.ts";

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

/** Bytes before a message: its CRC-32 and its length, little-endian. Typed arrays behind them stay aligned. */
const headBytes = 8;

/** A value of plain values and typed arrays as bytes that are checked ten times as fast as by SHA-256. */
export function sealedBytes(value: unknown): Uint8Array {
  const message = encodeMessage(value);
  const bytes = Buffer.alloc(headBytes + message.length);
  bytes.writeUInt32LE(crc32(message));
  bytes.writeUInt32LE(message.length, 4);
  bytes.set(message, headBytes);
  return bytes;
}

/** What sealedBytes wrote; its typed arrays are views on `bytes`. Throws Error with one sentence. */
export function openSealedBytes(bytes: Buffer): unknown {
  const message = bytes.subarray(headBytes);
  const isWhole = bytes.length > headBytes && bytes.readUInt32LE(4) === message.length;
  if (!isWhole || bytes.readUInt32LE() !== crc32(message)) throw new Error("its checksum does not agree.");
  return decodeMessage(message);
}
