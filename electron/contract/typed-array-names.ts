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
