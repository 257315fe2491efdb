import { fileDialect } from "../../../contract/importing.ts";
import type { TextEncoding } from "./head.ts";

/** What other programs call the encodings that are read here. */
const otherNames: Readonly<Record<string, TextEncoding>> = {
  cp932: "shift_jis",
  cp949: "euc-kr",
  big5hkscs: "big5",
  "iso-8859-1": "windows-1252",
  "iso-8859-9": "windows-1254",
};

/** So many bytes of lines with letters beyond ASCII tell an encoding; more take long. */
const mostBytes = 1 << 15;

/** A code page takes the place of the Western one when it is this sure, and so many times as likely. */
const [sure, likelier] = [0.03, 1.5];

/**
 * The code page of a text that is no Unicode: the likeliest by the frequencies of its letters that also decodes every byte of
 * `head`, else that of Western Windows.
 */
export async function guessEncoding(head: Uint8Array): Promise<TextEncoding> {
  const { detectAll } = await import("jschardet");
  const found = new Map<TextEncoding, number>();
  for (const { encoding, confidence } of detectAll(lettersOf(head))) {
    const name = encoding?.toLowerCase() ?? "";
    const known = otherNames[name] ?? fileDialect.shape.encoding.exclude(["auto"]).safeParse(name).data;
    if (known) found.set(known, Math.max(confidence, found.get(known) ?? 0));
  }
  const western = found.get("windows-1252") ?? 0;
  const [best] = [...found].filter(([one]) => one !== "windows-1252").toSorted(([, a], [, b]) => b - a);
  if (!best || best[1] < sure || best[1] < western * likelier) return "windows-1252";
  const text = decoded(head, best[0]);
  return text === null || isWithinWords(text, best[0]) ? "windows-1252" : best[0];
}

/** Letters of two bytes. */
const ideographic: ReadonlySet<TextEncoding> = new Set([
  "gbk",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
]);

/** Whether all that is beyond ASCII stands within words of Latin letters, where ideographs have no place: "Gr\u5ef2e". */
function isWithinWords(text: string, encoding: TextEncoding): boolean {
  if (!ideographic.has(encoding)) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII
  const beyond = text.match(/[^\x00-\x7f]+/g) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII
  return (text.match(/(?<=[A-Za-z])[^\x00-\x7f]+(?=[A-Za-z])/g) ?? []).length === beyond.length;
}

/** The lines that have bytes beyond ASCII: numbers and dates say nothing. */
function lettersOf(head: Uint8Array): Buffer {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const lines: Buffer[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < mostBytes; ) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found + 1;
    // Of a header of thousands of names a piece is enough.
    const line = bytes.subarray(start, Math.min(end, start + mostBytes));
    if (line.some((byte) => byte >= 0x80)) {
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

/** Null where some byte is no letter. A character that is cut off at the end does not count. */
function decoded(head: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}
