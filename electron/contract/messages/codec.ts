import { type ArrayName, arrayNameOf, arrayTypes, copyView } from "../arrays.ts";
import type { KnownLists, SentLists } from "./text-lists.ts";

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
