import { crc32 } from "node:zlib";

/** What a file of a Unix is: a regular one, and who may do what. */
const REGULAR = 0o100_000;

/** A zip file of [name, bytes, permissions], not compressed (PKWARE's APPNOTE, 4.3). */
export function storedZip(entries: readonly (readonly [string, Buffer, number?])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes, mode = 0o644] of entries) {
    const described = Buffer.alloc(26);
    described.writeUInt16LE(20, 0);
    described.writeUInt16LE(33, 8); // 1980-01-01, the first date there is
    described.writeUInt32LE(crc32(bytes), 10);
    described.writeUInt32LE(bytes.length, 14);
    described.writeUInt32LE(bytes.length, 18);
    described.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), described, Buffer.from(name), bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt16LE(REGULAR | mode, 8);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), described, place, Buffer.from(name));
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}
