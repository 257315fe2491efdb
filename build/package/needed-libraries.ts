import { readFileSync } from "node:fs";

const DYNAMIC_SECTION = 6;
const NEEDED = 1n;

/**
 * Names of the shared libraries that a file asks the loader for: DT_NEEDED of an ELF file (as `readelf -d` lists them), the
 * import table of a PE file (as `objdump -p` does), by what the file itself is. 64 bits and little-endian, which is every
 * system that there is a package for. Throws when the file is neither.
 */
export function neededLibraries(file: string): readonly string[] {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 6) === "\x7fELF\x02\x01") return neededByElf(bytes);
  if (bytes.toString("latin1", 0, 2) === "MZ" && bytes.length > 64) {
    const header = bytes.readUInt32LE(60);
    if (bytes.toString("latin1", header, header + 4) === "PE\0\0") return neededByPe(bytes, header);
  }
  throw new Error(`${file} is no 64-bit ELF file and no PE file`);
}

function neededByElf(bytes: Buffer): readonly string[] {
  const number = (at: number) => Number(bytes.readBigUInt64LE(at));
  const table = number(40);
  const entrySize = bytes.readUInt16LE(58);
  const sections = Array.from({ length: bytes.readUInt16LE(60) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: number(at + 24),
      size: number(at + 32),
      link: bytes.readUInt32LE(at + 40),
    };
  });
  const dynamic = sections.find(({ type }) => type === DYNAMIC_SECTION);
  const names = dynamic && sections[dynamic.link];
  if (!dynamic || !names) return [];
  const needed: string[] = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    if (bytes.readBigUInt64LE(at) !== NEEDED) continue;
    const start = names.offset + number(at + 8);
    needed.push(bytes.toString("latin1", start, bytes.indexOf(0, start)));
  }
  return needed;
}

function neededByPe(bytes: Buffer, header: number): readonly string[] {
  const optional = header + 24;
  const sectionTable = optional + bytes.readUInt16LE(header + 20);
  const sections = Array.from({ length: bytes.readUInt16LE(header + 6) }, (_, index) => {
    const at = sectionTable + index * 40;
    return {
      address: bytes.readUInt32LE(at + 12),
      size: bytes.readUInt32LE(at + 16),
      offset: bytes.readUInt32LE(at + 20),
    };
  });
  /** Where what the loader puts at `address` stands in the file. */
  const placeOf = (address: number) => {
    const section = sections.find((one) => address >= one.address && address < one.address + one.size);
    if (!section) throw new Error("an import table lies outside the sections of its file");
    return section.offset + address - section.address;
  };
  const table = bytes.readUInt32LE(optional + 120);
  if (table === 0) return [];
  const names: string[] = [];
  for (let at = placeOf(table); bytes.readUInt32LE(at + 12) !== 0; at += 20) {
    const start = placeOf(bytes.readUInt32LE(at + 12));
    names.push(bytes.toString("latin1", start, bytes.indexOf(0, start)));
  }
  return names;
}
