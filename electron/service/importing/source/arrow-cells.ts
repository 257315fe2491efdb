import type { ArrowChunk, ArrowColumn } from "../../datasets/parquet/arrow.ts";

/** The text of the value at an index, which counts from the chunk's offset. */
type CellText = (index: number) => string;
type Reader = (chunk: ArrowChunk, memory: ArrayBuffer) => CellText;

/** Reader of values of `size` bytes. */
const fixed =
  (size: number, text: (view: DataView, at: number) => string): Reader =>
  (chunk, memory) => {
    const view = new DataView(memory);
    return (index) => text(view, chunk.values + size * (chunk.offset + index));
  };

const number = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
const day = 86_400_000;
const isoDate = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
/** Date and time, or the date alone at midnight. Beyond what a date can be: nothing that is taken for one. */
function isoTime(milliseconds: number): string {
  if (!(Math.abs(milliseconds) < 8.64e15)) return String(milliseconds);
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
}
const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);

/** Milliseconds that a time zone is ahead of UTC; "Asia/Kolkata", "+05:30", "" = none. */
function zoneShift(zone: string): (utc: number) => number {
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (offset) {
    const shift = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -60_000 : 60_000);
    return () => shift;
  }
  if (zone === "" || /^(UTC|Etc\/UTC|Z|GMT)$/i.test(zone)) return () => 0;
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  // Zones change at quarters of an hour at most, and asking for each cell would take minutes.
  const known = new Map<number, number>();
  return (utc) => {
    const quarter = Math.floor(utc / 900_000);
    const before = known.get(quarter);
    if (before !== undefined) return before;
    const at = quarter * 900_000;
    const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const shift = Date.UTC(of.year ?? 0, (of.month ?? 1) - 1, of.day, of.hour, of.minute) - at;
    known.set(quarter, shift);
    return shift;
  };
}

/** A column with a time zone shows the time of that zone: midnight there is another day in UTC. */
function timestamp(perSecond: bigint, zone: string): Reader {
  const shift = zoneShift(zone);
  return fixed(8, (view, at) => {
    const utc = Number((view.getBigInt64(at, true) * 1000n) / perSecond);
    return isoTime(utc + shift(utc));
  });
}

/** A whole number of `digits` decimals, as text. */
function scaled(value: bigint, digits: number): string {
  if (digits <= 0) return String(value * 10n ** BigInt(-digits));
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  return `${value < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function decimal(format: string): Reader | null {
  const [, scale = "0", bits = "128"] = format.slice(2).split(",");
  const digits = Number(scale);
  const words = Number(bits) / 32;
  if (![1, 2, 4, 8].includes(words)) return null;
  return fixed(words * 4, (view, at) => {
    let value = BigInt(view.getInt32(at + 4 * (words - 1), true));
    for (let word = words - 2; word >= 0; word--)
      value = (value << 32n) | BigInt(view.getUint32(at + 4 * word, true));
    return scaled(value, digits);
  });
}

/** Texts, or bytes that are texts: offsets of `size` bytes. */
const texts =
  (size: 4 | 8): Reader =>
  (chunk, memory) => {
    const view = new DataView(memory);
    const end = (index: number): number => {
      const at = chunk.values + size * (chunk.offset + index);
      return size === 4 ? view.getInt32(at, true) : Number(view.getBigInt64(at, true));
    };
    return (index) => {
      const start = end(index);
      return Buffer.from(memory, chunk.bytes + start, end(index + 1) - start).toString("utf8");
    };
  };

function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** By the format string of the C Data Interface. */
const readers: Record<string, Reader> = {
  n: () => () => "",
  g: fixed(8, (view, at) => number(view.getFloat64(at, true))),
  f: fixed(4, (view, at) => number(view.getFloat32(at, true))),
  e: fixed(2, (view, at) => number(half(view.getUint16(at, true)))),
  c: fixed(1, (view, at) => number(view.getInt8(at))),
  C: fixed(1, (view, at) => number(view.getUint8(at))),
  s: fixed(2, (view, at) => number(view.getInt16(at, true))),
  S: fixed(2, (view, at) => number(view.getUint16(at, true))),
  i: fixed(4, (view, at) => number(view.getInt32(at, true))),
  I: fixed(4, (view, at) => number(view.getUint32(at, true))),
  l: fixed(8, (view, at) => String(view.getBigInt64(at, true))),
  L: fixed(8, (view, at) => String(view.getBigUint64(at, true))),
  tdD: fixed(4, (view, at) => isoDate(view.getInt32(at, true) * day)),
  tdm: fixed(8, (view, at) => isoDate(Number(view.getBigInt64(at, true)))),
  tts: fixed(4, (view, at) => clock(view.getInt32(at, true))),
  ttm: fixed(4, (view, at) => clock(view.getInt32(at, true) / 1000)),
  ttu: fixed(8, (view, at) => clock(Number(view.getBigInt64(at, true)) / 1e6)),
  ttn: fixed(8, (view, at) => clock(Number(view.getBigInt64(at, true)) / 1e9)),
  u: texts(4),
  z: texts(4),
  U: texts(8),
  Z: texts(8),
  b: (chunk, memory) => {
    const bytes = new Uint8Array(memory);
    return (index) => {
      const bit = chunk.offset + index;
      return ((bytes[chunk.values + (bit >> 3)] ?? 0) >> (bit & 7)) & 1 ? "True" : "False";
    };
  },
};

const perSecond: Record<string, bigint> = { s: 1n, m: 1000n, u: 1_000_000n, n: 1_000_000_000n };

/** null for a type that no cell of a table can have. */
function readerOf(format: string): Reader | null {
  const time = /^ts([smun]):(.*)$/.exec(format);
  if (time) return timestamp(perSecond[time[1] ?? "s"] ?? 1n, time[2] ?? "");
  if (format.startsWith("d:")) return decimal(format);
  return readers[format] ?? null;
}

const isDated = (format: string): boolean => /^t[sd]/.test(format);

/** A column that holds days or points in time. */
export const isDateColumn = ({ format, valueFormat }: ArrowColumn): boolean => isDated(valueFormat ?? format);

/** Text of a cell; "" for null. */
function chunkCells(chunk: ArrowChunk, reader: Reader, memory: ArrayBuffer): CellText {
  const bytes = new Uint8Array(memory);
  const text = reader(chunk, memory);
  if (chunk.nullCount === 0 || chunk.validity === 0) return text;
  return (index) => {
    const bit = chunk.offset + index;
    return ((bytes[chunk.validity + (bit >> 3)] ?? 0) >> (bit & 7)) & 1 ? text(index) : "";
  };
}

/** A dictionary's codes are looked up, and each of its values is made a text once. */
function dictionaryCells(chunk: ArrowChunk, codes: CellText, values: Reader, memory: ArrayBuffer): CellText {
  const { dictionary } = chunk;
  if (!dictionary) return () => "";
  const cell = chunkCells(dictionary, values, memory);
  const known = Array.from({ length: dictionary.length }, (_, index) => cell(index));
  return (index) => {
    const code = codes(index);
    return code === "" ? "" : (known[Number(code)] ?? "");
  };
}

/**
 * The cells of a column as texts that a CSV file would have; "" for null. null when the column's type is none that a
 * table of P&L can have. Rows are asked for in any order; ascending is quickest.
 */
export function arrowCells(column: ArrowColumn, memory: ArrayBuffer): ((row: number) => string) | null {
  const reader = readerOf(column.format);
  const values = column.valueFormat === undefined ? null : readerOf(column.valueFormat);
  if (!reader || (column.valueFormat !== undefined && !values)) return null;
  let first = 0;
  const pieces = column.chunks.map((chunk) => {
    const from = first;
    first += chunk.length;
    const own = chunkCells(chunk, reader, memory);
    return { from, end: first, text: values ? dictionaryCells(chunk, own, values, memory) : own };
  });
  let at = 0;
  return (row) => {
    if (row < (pieces[at]?.from ?? 0)) at = 0;
    while (at < pieces.length && row >= (pieces[at]?.end ?? 0)) at++;
    const piece = pieces[at];
    return piece ? piece.text(row - piece.from) : "";
  };
}
