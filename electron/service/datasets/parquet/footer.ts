/**
 * Footers cut down to the row groups that are wanted. A table of a million strategies has a thousand row groups in each of
 * hundreds of files, and the codec understands a footer only as a whole: read in panels, that would take longer than the cells.
 * The layout is that of FileMetaData in parquet.thrift, in Thrift's compact protocol.
 */
import { blobOf, type OpenWritten } from "./blocks.ts";

type OpenFile = Pick<OpenWritten, "size" | "read">;

/** Where the parts of a footer are. */
export interface FooterIndex {
  /** Rows of each row group. */
  readonly rows: readonly number[];
  /** First byte of the footer in the file. */
  readonly start: number;
  /** The footer up to the number of its rows, from there to the list of row groups, and what comes behind that. */
  readonly parts: readonly [Uint8Array, Uint8Array, Uint8Array];
  /** In the file, where each row group's entry begins; the last is where the list ends. */
  readonly entries: Float64Array;
}

/** Behind the footer: its length and "PAR1". */
const endBytes = 8;

/** Reads a footer and finds its parts. Throws Error for one that is none. */
export async function indexFooter({ size, read }: OpenFile): Promise<FooterIndex> {
  const end = await read(Math.max(0, size - endBytes), size);
  const length = end.length < endBytes ? 0 : new DataView(end.buffer).getUint32(0, true);
  const start = size - endBytes - length;
  if (length === 0 || start < 0) throw new Error("its footer is not where it should be.");
  const reader = new Compact(await read(start, size - endBytes));
  const damaged = () => new Error("its footer has no list of row groups.");
  const rows: number[] = [];
  const entries: number[] = [];
  const count = { from: 0, to: 0 };
  const groups = { from: 0, to: 0 };
  reader.fields((field, type) => {
    if (field === 3 && type === kinds.long) {
      count.from = reader.at;
      reader.varint();
      count.to = reader.at;
      return true;
    }
    if (field !== 4 || type !== kinds.list) return false;
    groups.from = reader.at;
    const list = reader.list();
    if (list.type !== kinds.struct) throw damaged();
    for (let group = 0; group < list.count; group++) {
      entries.push(start + reader.at);
      const count = reader.rowsOfGroup();
      if (!Number.isSafeInteger(count)) throw damaged();
      rows.push(count);
    }
    groups.to = reader.at;
    return true;
  });
  if (count.to === 0 || groups.to < count.to) throw new Error("its footer has no row groups.");
  entries.push(start + groups.to);
  const { bytes } = reader;
  const parts = [
    bytes.slice(0, count.from),
    bytes.slice(count.to, groups.from),
    bytes.slice(groups.to),
  ] as const;
  return { rows, start, parts, entries: Float64Array.from(entries) };
}

/** The file with a footer of these row groups alone, ascending. Only their entries are read. */
export async function onlyGroups(
  { read }: OpenFile,
  { rows, start, parts, entries }: FooterIndex,
  groups: readonly number[],
): Promise<Blob> {
  const pieces: Uint8Array[] = [
    parts[0],
    varint(2 * groups.reduce((sum, group) => sum + (rows[group] ?? 0), 0)),
    parts[1],
    listHead(groups.length),
  ];
  for (let at = 0; at < groups.length; ) {
    const first = at++;
    while (at < groups.length && groups[at] === (groups[at - 1] ?? 0) + 1) at++;
    const [from, to] = [entries[groups[first] ?? 0], entries[(groups[at - 1] ?? 0) + 1]];
    pieces.push(await read(from ?? 0, to ?? 0));
  }
  pieces.push(parts[2]);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const footer = new Uint8Array(length + endBytes);
  let at = 0;
  for (const piece of pieces) {
    footer.set(piece, at);
    at += piece.length;
  }
  new DataView(footer.buffer).setUint32(length, length, true);
  footer.set(Buffer.from("PAR1"), length + 4);
  return blobOf(start + footer.length, async (from, to) => {
    if (to <= start) return read(from, to);
    if (from >= start) return footer.slice(from - start, to - start);
    const joined = new Uint8Array(to - from);
    joined.set(await read(from, start));
    joined.set(footer.subarray(0, to - start), start - from);
    return joined;
  });
}

/** Types of fields. */
const kinds = { byte: 3, long: 6, double: 7, text: 8, list: 9, set: 10, map: 11, struct: 12 } as const;

/** Structs and lists within one another; a footer has about ten. */
const deepest = 64;

/** Thrift's compact protocol, as much of it as it takes to go past what is not wanted. */
class Compact {
  readonly bytes: Uint8Array;
  at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Error("its footer is cut off.");
    return value;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  list(): { count: number; type: number } {
    const head = this.byte();
    return { count: head >> 4 === 15 ? this.varint() : head >> 4, type: head & 15 };
  }

  /** Goes over the fields of a struct; `take` reads those that it comes to true for. */
  fields(take?: (field: number, type: number) => boolean): void {
    let field = 0;
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      field = head >> 4 === 0 ? this.varint() / 2 : field + (head >> 4);
      if (!take?.(field, head & 15)) this.skip(head & 15);
    }
  }

  /** Goes over a RowGroup. */
  rowsOfGroup(): number {
    let rows = 0;
    this.fields((field, type) => {
      if (field !== 3 || type !== kinds.long) return false;
      // Zigzag of a number that is not below 0.
      rows = this.varint() / 2;
      return true;
    });
    return rows;
  }

  /** Goes past so many bytes. Behind the last it ends: a damaged list may have any number of elements. */
  private pass(count: number): void {
    this.at += count;
    if (this.at > this.bytes.length) throw new Error("its footer is cut off.");
  }

  private skip(type: number): void {
    if (++this.#depth > deepest) throw new Error("its footer is deeper than any.");
    this.skipWhole(type);
    this.#depth--;
  }

  private skipWhole(type: number): void {
    // 1 and 2 are true and false, of which nothing follows the head of the field.
    if (type === kinds.byte) this.pass(1);
    else if (type > kinds.byte && type <= kinds.long) this.varint();
    else if (type === kinds.double) this.pass(8);
    else if (type === kinds.text) this.pass(this.varint());
    else if (type === kinds.list || type === kinds.set) {
      const list = this.list();
      for (let index = 0; index < list.count; index++) this.skipElement(list.type);
    } else if (type === kinds.map) {
      const count = this.varint();
      const types = count > 0 ? this.byte() : 0;
      for (let index = 0; index < count; index++) {
        this.skipElement(types >> 4);
        this.skipElement(types & 15);
      }
    } else if (type === kinds.struct) this.fields();
    else if (type > kinds.struct) throw new Error("its footer is of a kind that is not known.");
  }

  /** In a list true and false take a byte. */
  private skipElement(type: number): void {
    if (type < kinds.byte) this.byte();
    else this.skip(type);
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const listHead = (count: number): Uint8Array =>
  count < 15
    ? Uint8Array.of((count << 4) | kinds.struct)
    : Uint8Array.from([0xf0 | kinds.struct, ...varint(count)]);
