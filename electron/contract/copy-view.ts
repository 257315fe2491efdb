import { type ArrayName, arrayTypes } from "./typed-array-names.ts";

/**
 * A typed array over `length` elements of `body` from byte `offset`: a view where the address is aligned for its type, else a copy.
 * Throws RangeError when it would reach over the end.
 */
export function copyView(body: Uint8Array, name: ArrayName, offset: number, length: number): ArrayBufferView {
  const type = Object.hasOwn(arrayTypes, name) ? arrayTypes[name] : undefined;
  if (!type) throw new RangeError("An array of an unknown type");
  const byteLength = length * type.BYTES_PER_ELEMENT;
  const fits = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (!fits || offset + byteLength > body.byteLength)
    throw new RangeError("An array that reaches over the end of its message");
  const address = body.byteOffset + offset;
  if (address % type.BYTES_PER_ELEMENT === 0) return new type(body.buffer as ArrayBuffer, address, length);
  return new type(body.slice(offset, offset + byteLength).buffer, 0, length);
}
