import { z } from "zod";

/** Schemas of typed arrays in results; transports carry them as bytes. */
export const arrays = {
  float64: z.custom<Float64Array>((value) => value instanceof Float64Array, "must be a Float64Array"),
  float32: z.custom<Float32Array>((value) => value instanceof Float32Array, "must be a Float32Array"),
  uint8: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be a Uint8Array"),
  uint32: z.custom<Uint32Array>((value) => value instanceof Uint32Array, "must be a Uint32Array"),
} as const;

/** The typed arrays that a message may hold, by their name on the wire. */
export const arrayTypes = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
export type ArrayName = keyof typeof arrayTypes;

/** Name of a typed array's type. Node's Buffer is a Uint8Array. */
export function arrayNameOf(view: ArrayBufferView): ArrayName {
  for (const [name, type] of Object.entries(arrayTypes)) if (view instanceof type) return name as ArrayName;
  throw new TypeError(`A message cannot hold a ${view.constructor.name}`);
}

/**
 * A typed array over `length` elements of `body` from byte `offset`: a view where the address is aligned for its type, else a
 * copy. Throws RangeError when it would reach over the end.
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
