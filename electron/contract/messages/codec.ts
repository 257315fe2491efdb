import { type ArrayName, arrayNameOf, arrayTypes, copyView } from "./arrays.ts";

/**
 * One message of the contract as bytes, for transports that carry bytes (the browser host):
 *
 *     uint32 little-endian: byte length of the header
 *     header: UTF-8 JSON {value, arrays: [[path, type, byte offset, length]], odd: [[path, text]],
 *             lists: [[path, number, length, byte offset or null, bytes]] where there are any}
 *     zeros up to a multiple of 8
 *     the arrays' bytes, each from a multiple of 8
 *
 * `value` has null where a typed array, a bigint or a number that JSON lacks (NaN, infinities, -0) was; `arrays` and `odd`
 * put them back, and so do `lists` a long list of texts on a line that remembers them. Little-endian, which is
 * every machine that the product runs on.
 */
interface Header {
  value: unknown;
  arrays: [path: Path, type: ArrayName, offset: number, length: number][];
  odd: [path: Path, text: string][];
  /** Absent in what is kept in files. */
  lists?: [path: Path, id: number, length: number, offset: number | null, bytes: number][];
}
type Path = (string | number)[];

const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * `undefined` properties are left out, as JSON does; functions and class instances do not belong in a message. `sent`: of the
 * line that the message goes over.
 */
export function encodeMessage(message: unknown, sent?: SentLists): Uint8Array<ArrayBuffer> {
  const header: Header = { value: null, arrays: [], odd: [] };
  const { arrays, odd } = header;
  const body: [offset: number, view: ArrayBufferView][] = [];
  let bodyBytes = 0;
  const append = (view: ArrayBufferView): number => {
    const offset = bodyBytes;
    body.push([offset, view]);
    bodyBytes = aligned(bodyBytes + view.byteLength);
    return offset;
  };
  const asList = (list: readonly unknown[], path: Path): boolean => {
    const one = sent?.send(list);
    if (!one) return false;
    header.lists ??= [];
    const { id, bytes } = one;
    header.lists.push([path, id, list.length, bytes && append(bytes), bytes?.length ?? 0]);
    return true;
  };

  const plain = (value: unknown, path: Path): unknown => {
    if (typeof value === "number") {
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      odd.push([path, Object.is(value, -0) ? "-0" : String(value)]);
      return null;
    }
    if (typeof value === "bigint") {
      odd.push([path, `${value}n`]);
      return null;
    }
    if (value === null || typeof value !== "object") return value;
    if (ArrayBuffer.isView(value)) {
      const name = arrayNameOf(value);
      arrays.push([path, name, append(value), value.byteLength / arrayTypes[name].BYTES_PER_ELEMENT]);
      return null;
    }
    if (Array.isArray(value)) {
      if (asList(value, path)) return null;
      // A path for each of a million texts would take longer than all the rest.
      if (value.every((item) => typeof item === "string")) return value;
      return value.map((item, index) => plain(item, [...path, index]));
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, [...path, key])]));
  };

  header.value = plain(message, []);
  return inOne(new TextEncoder().encode(JSON.stringify(header)), body, bodyBytes);
}

/** Header and body, each part of which stands at its offset. */
function inOne(
  header: Uint8Array,
  body: readonly [offset: number, view: ArrayBufferView][],
  bodyBytes: number,
): Uint8Array<ArrayBuffer> {
  const bodyStart = aligned(4 + header.length);
  const bytes = new Uint8Array(bodyStart + bodyBytes);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  for (const [offset, view] of body)
    bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), bodyStart + offset);
  return bytes;
}

/**
 * The message; its typed arrays are views on `bytes` where the alignment allows. Throws RangeError on a cut or forged message.
 * `known`: of the line that it came over.
 */
export function decodeMessage(bytes: Uint8Array, known?: KnownLists): unknown {
  if (bytes.length < 4) throw new RangeError("A message shorter than its length field");
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (4 + headerLength > bytes.length) throw new RangeError("A message shorter than its header");
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const root = { value: header.value };
  const body = bytes.subarray(Math.min(bytes.length, aligned(4 + headerLength)));

  for (const [path, type, offset, length] of header.arrays)
    replace(root, path, copyView(body, type, offset, length));
  for (const [path, id, length, offset, size] of header.lists ?? []) {
    const own = offset === null ? null : (copyView(body, "u8", offset, size) as Uint8Array);
    if (!known) throw new RangeError("A list of texts outside of a line");
    replace(root, path, known.receive(id, length, own));
  }
  for (const [path, text] of header.odd)
    replace(root, path, text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text));
  return root.value;
}

/** Puts `value` where the header left null. Only an existing own null is replaced, so that a path cannot reach a prototype. */
function replace(root: { value: unknown }, path: Path, value: unknown): void {
  const steps = ["value", ...path];
  const last = steps.pop() as string | number;
  let holder: unknown = root;
  for (const step of steps) {
    if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, step))
      throw new RangeError("A path that leads nowhere");
    holder = (holder as Record<string | number, unknown>)[step];
  }
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, last))
    throw new RangeError("A path that leads nowhere");
  const slots = holder as Record<string | number, unknown>;
  if (slots[last] !== null) throw new RangeError("A path to something that is already there");
  slots[last] = value;
}

/** What stands before a message, so that FrameReader takes them apart again. An empty message is a sign of life. */
export function frameLength(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, message.length, true);
  return bytes;
}

/**
 * Cuts a byte stream into messages: uint32 little-endian length, then that many bytes. A frame of length 0 is a sign of life
 * and is dropped. Each message gets a buffer of its own, so that its typed arrays are aligned and nothing else is kept alive.
 */
export class FrameReader {
  readonly #onMessage: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #limit: number;
  readonly #lengthBytes = new Uint8Array(4);
  #lengthFilled = 0;
  #message: Uint8Array<ArrayBuffer> | null = null;
  #messageFilled = 0;

  /** `limit`: most bytes of one message. */
  constructor(onMessage: (bytes: Uint8Array<ArrayBuffer>) => void, limit = 2 ** 31) {
    this.#onMessage = onMessage;
    this.#limit = limit;
  }

  /** Takes the next piece of the stream, of any size. Throws RangeError on a message over the limit. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#message === null) {
        const take = Math.min(4 - this.#lengthFilled, chunk.length - at);
        this.#lengthBytes.set(chunk.subarray(at, at + take), this.#lengthFilled);
        this.#lengthFilled += take;
        at += take;
        if (this.#lengthFilled < 4) return;
        this.#lengthFilled = 0;
        const length = new DataView(this.#lengthBytes.buffer).getUint32(0, true);
        if (length > this.#limit)
          throw new RangeError(`A message of ${length} bytes; the limit is ${this.#limit}`);
        if (length === 0) continue;
        this.#message = new Uint8Array(length);
        this.#messageFilled = 0;
      }
      const message = this.#message;
      const take = Math.min(message.length - this.#messageFilled, chunk.length - at);
      message.set(chunk.subarray(at, at + take), this.#messageFilled);
      this.#messageFilled += take;
      at += take;
      if (this.#messageFilled === message.length) {
        this.#message = null;
        this.#onMessage(message);
      }
    }
  }
}

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
