// Structured clone as text, for the two places where a value of the double crosses as a string: into the page's isolated world
// and out of it. The same source runs in Node and in the page.

const numberTypes = [
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
];

function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function pack(value) {
  if (value === undefined) return { $: "undefined" };
  if (typeof value === "bigint") return { $: "bigint", v: String(value) };
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    return { $: "number", v: Object.is(value, -0) ? "-0" : String(value) };
  if (typeof value === "function" || typeof value === "symbol")
    throw new DOMException(`${String(value).slice(0, 40)} could not be cloned.`, "DataCloneError");
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Date) return { $: "Date", v: value.getTime() };
  if (value instanceof Map) return { $: "Map", v: [...value].map(pack) };
  if (value instanceof Set) return { $: "Set", v: [...value].map(pack) };
  if (value instanceof Error) return { $: "Error", v: { name: value.name, message: value.message } };
  if (value instanceof ArrayBuffer) return { $: "ArrayBuffer", v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const name = Object.prototype.toString.call(value).slice(8, -1);
    return { $: name, v: toBase64(bytes) };
  }
  const packed = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
  return "$" in value ? { $: "object", v: packed } : packed;
}

function unpack(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unpack);
  const fields = (object) =>
    Object.fromEntries(Object.entries(object).map(([key, item]) => [key, unpack(item)]));
  if (!("$" in value)) return fields(value);
  const { $: type, v } = value;
  if (type === "undefined") return undefined;
  if (type === "bigint") return BigInt(v);
  if (type === "number") return Number(v);
  if (type === "object") return fields(v);
  if (type === "Date") return new Date(v);
  if (type === "Map") return new Map(unpack(v));
  if (type === "Set") return new Set(unpack(v));
  if (type === "Error") return Object.assign(new Error(v.message), { name: v.name });
  const { buffer } = fromBase64(v);
  if (type === "ArrayBuffer") return buffer;
  if (!numberTypes.includes(type)) return new DataView(buffer);
  return new globalThis[type](buffer);
}

/** A value as text; throws a DataCloneError for what cannot be cloned. */
export function toWire(value) {
  return JSON.stringify(pack(value));
}

/** The value that `text` was made of. */
export function fromWire(text) {
  return unpack(JSON.parse(text));
}
