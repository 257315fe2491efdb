import { type ArrayName, arrayNameOf, arrayTypes, copyView } from "./arrays.ts";

/**
 * One message of the contract as bytes, for transports that carry bytes (the browser host):
 *
 *     uint32 little-endian: byte length of the header
 *     header: UTF-8 JSON {value, arrays: [[path, type, byte offset, length]], odd: [[path, text]]}
 *     zeros up to a multiple of 8
 *     the arrays' bytes, each from a multiple of 8
 *
 * `value` has null where a typed array, a bigint or a number that JSON lacks (NaN, infinities, -0) was; `arrays` and `odd`
 * put them back. Little-endian, which is every machine that the product runs on.
 */
interface Header {
  value: unknown;
  arrays: [path: Path, type: ArrayName, offset: number, length: number][];
  odd: [path: Path, text: string][];
}
type Path = (string | number)[];

const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** `undefined` properties are left out, as JSON does; functions and class instances do not belong in a message. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Header["arrays"] = [];
  const odd: Header["odd"] = [];
  const views: ArrayBufferView[] = [];
  let bodyBytes = 0;

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
      arrays.push([path, name, bodyBytes, value.byteLength / arrayTypes[name].BYTES_PER_ELEMENT]);
      views.push(value);
      bodyBytes = aligned(bodyBytes + value.byteLength);
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index]));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, [...path, key])]));
  };

  const value = plain(message, []);
  const header = new TextEncoder().encode(JSON.stringify({ value, arrays, odd } satisfies Header));
  const bodyStart = aligned(4 + header.length);
  const bytes = new Uint8Array(bodyStart + bodyBytes);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  views.forEach((view, index) => {
    bytes.set(
      new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
      bodyStart + (arrays[index]?.[2] ?? 0),
    );
  });
  return bytes;
}

/**
 * The message; its typed arrays are views on `bytes` where the alignment allows. Throws RangeError on a cut or forged message.
 */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.length < 4) throw new RangeError("A message shorter than its length field");
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (4 + headerLength > bytes.length) throw new RangeError("A message shorter than its header");
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const root = { value: header.value };
  const body = bytes.subarray(Math.min(bytes.length, aligned(4 + headerLength)));

  for (const [path, type, offset, length] of header.arrays)
    replace(root, path, copyView(body, type, offset, length));
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

/** A message with its length before it, as FrameReader takes it apart again. An empty message is a sign of life. */
export function frame(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + message.length);
  new DataView(bytes.buffer).setUint32(0, message.length, true);
  bytes.set(message, 4);
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
