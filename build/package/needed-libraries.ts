import { readFileSync } from "node:fs";

const DYNAMIC_SECTION = 6;
const NEEDED = 1n;

/**
 * Names of the shared libraries that an ELF file asks the loader for (DT_NEEDED), as `readelf -d` lists them. 64 bits and little-endian, which is
 * every Linux that there is a package for. Throws when the file is no such.
 */
export function neededLibraries(file: string): readonly string[] {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 6) !== "\x7fELF\x02\x01") throw new Error(`${file} is no 64-bit ELF file`);
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
