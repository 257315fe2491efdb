/**
 * Long lists of texts, the names of a million strategies, go over a line as one text in UTF-8, and only once: every answer that
 * has figures of all strategies names them all, and both ends remember the last few lists. Shorter ones are part of their
 * message.
 */
const LONG = 4_096;

/** Lists that both ends of a line remember; one more, and the oldest is forgotten at both. */
const REMEMBERED = 4;

/** Stands between the texts of a list; a list with a text that holds it goes as part of its message. */
const BETWEEN = "\n";

/** Lists as bytes, for as long as they are: a list goes to every window that is open. Null: it cannot be written so. */
const packed = new WeakMap<readonly unknown[], Uint8Array | null>();

/** Texts that are written at once, which takes some milliseconds. */
const PIECE = 32_768;

function pieceOf(list: readonly unknown[], from: number): Uint8Array | null {
  const piece = list.slice(from, from + PIECE);
  if (!piece.every((text) => typeof text === "string" && !text.includes(BETWEEN))) return null;
  const text = piece.join(BETWEEN);
  return text.isWellFormed() ? new TextEncoder().encode(from === 0 ? text : BETWEEN + text) : null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** A list as bytes, piece by piece: the caller goes on with the next one when it likes. */
function* packing(list: readonly unknown[]): Generator<undefined, Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < list.length; from += PIECE) {
    const piece = pieceOf(list, from);
    if (piece === null) return null;
    pieces.push(piece);
    yield;
  }
  return joined(pieces);
}

function pack(list: readonly unknown[]): Uint8Array | null {
  const work = packing(list);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Writes the long lists of an answer before it is sent; others are answered while it rests. */
export async function packMeanwhile(answer: unknown, rest: () => Promise<unknown>): Promise<void> {
  if (typeof answer !== "object" || answer === null) return;
  for (const list of Object.values(answer)) {
    if (!Array.isArray(list) || list.length < LONG || packed.has(list)) continue;
    const work = packing(list);
    for (;;) {
      const { done, value } = work.next();
      if (done) packed.set(list, value);
      if (done) break;
      await rest();
    }
  }
}

/** A list on its way; without bytes, the other end has it. */
export interface ListSent {
  readonly id: number;
  readonly bytes: Uint8Array | null;
}

/** The end of a line that sends. A list that was sent must not be changed. */
export class SentLists {
  readonly #ids = new WeakMap<readonly unknown[], number>();
  #last = 0;

  /** How this list goes; undefined: as part of its message. */
  send(list: readonly unknown[]): ListSent | undefined {
    if (list.length < LONG) return undefined;
    const known = this.#ids.get(list);
    if (known !== undefined && known > this.#last - REMEMBERED) return { id: known, bytes: null };
    const bytes = packed.get(list) ?? pack(list);
    packed.set(list, bytes);
    if (bytes === null) return undefined;
    this.#last += 1;
    this.#ids.set(list, this.#last);
    return { id: this.#last, bytes };
  }
}

/** The texts of a list, of which there should be `count`; a quarter of the time that String.split takes. */
function textsOf(text: string, count: number): string[] {
  const list: string[] = new Array(count);
  let at = 0;
  for (let from = 0; from <= text.length; at++) {
    const end = text.indexOf(BETWEEN, from);
    list[at] = end < 0 ? text.slice(from) : text.slice(from, end);
    from = end < 0 ? text.length + 1 : end + 1;
  }
  return at < count ? list.slice(0, at) : list;
}

/**
 * The end of a line that receives, message by message in the order in which they were sent. A list is one for all who got it:
 * nobody changes it.
 */
export class KnownLists {
  readonly #lists = new Map<number, string[]>();

  /** The list of this number, of which `bytes` came or which came before. Throws RangeError for one that never came. */
  receive(id: number, count: number, bytes: Uint8Array | null): string[] {
    if (bytes) {
      const list = textsOf(new TextDecoder().decode(bytes), count);
      this.#lists.set(id, list);
      this.#lists.delete(id - REMEMBERED);
    }
    const list = this.#lists.get(id);
    if (list?.length !== count) throw new RangeError("A list of texts that is not there");
    return list;
  }
}
