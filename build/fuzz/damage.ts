/** Damages files: as they are, and what is packed in them, so that the reader behind the one that unpacks is reached, too. */
import { spawnSync } from "node:child_process";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { unzipSync, zipSync } from "fflate";

export type Random = () => number;

/** One of several, each as likely as the others. */
export const oneOf = <T>(all: readonly T[], random: Random): T => all[Math.floor(random() * all.length)] as T;

const telling = [
  ...['"', ",", ";", "\t", "\n", "\r", "\0", "-", "(", "%", ".", "1e999", "NaN", "\ufeff", "9".repeat(40)],
  ...[
    "2024-13-45",
    "=1+1",
    "1.234,5",
    "\u2212",
    "$",
    "Total",
    "01/02/2024",
    "\n\n",
    "\u0000\u0000",
    "</",
    "<td>",
  ],
];

/** A file with some bytes changed, cut, doubled, or taken from another. */
function damaged(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Buffer {
  const at = (length: number): number => Math.floor(random() * length);
  let out = Buffer.from(bytes);
  // Often one small change: most of a file that is much damaged is never looked at.
  for (let steps = random() < 0.5 ? 1 : 1 + at(4); steps > 0; steps--) {
    const place = at(out.length + 1);
    const length = at(Math.min(random() < 0.5 ? 2 : 64, out.length - place) + 1);
    const rest = out.subarray(place + length);
    const start = out.subarray(0, place);
    const other = oneOf(others, random);
    const from = at(other.length);
    const put = oneOf<() => Uint8Array>(
      [
        () => Buffer.from([at(256)]),
        () => Buffer.from(oneOf(telling, random)),
        () => out.subarray(place, place + length * (1 + at(3))),
        () => other.subarray(from, from + at(random() < 0.5 ? 8 : 200)),
        () => Buffer.alloc(at(32), at(2) * 255),
        () => Buffer.alloc(0),
      ],
      random,
    )();
    out = random() < 0.06 ? Buffer.from(start) : Buffer.concat([start, put, rest]);
  }
  return out;
}

type Pass = (bytes: Uint8Array) => Buffer | null;

/** A program that packs and unpacks; null where the machine has it not. */
const program =
  (name: string, ...options: string[]): Pass =>
  (bytes) => {
    const { status, stdout } = spawnSync(name, ["-c", ...options], { input: bytes });
    return status === 0 ? stdout : null;
  };

/** How what is packed is taken out and put back. */
const packings: readonly { readonly begins: string; readonly unpack: Pass; readonly pack: Pass }[] = [
  { begins: "1f8b", unpack: gunzipSync, pack: gzipSync },
  { begins: "28b52ffd", unpack: zstdDecompressSync, pack: zstdCompressSync },
  { begins: "425a68", unpack: program("bzip2", "-d"), pack: program("bzip2") },
  { begins: "fd377a58", unpack: program("xz", "-d"), pack: program("xz") },
];

/** A damaged copy: of a packed file, archive or workbook three in four times of what is in it, and of what is in that. */
export function broken(bytes: Buffer, others: readonly Uint8Array[], random: Random): Buffer {
  if (random() < 0.25) return damaged(bytes, others, random);
  const packing = packings.find(({ begins }) => bytes.toString("hex", 0, 4).startsWith(begins));
  if (packing) {
    const plain = packing.unpack(bytes);
    return (plain && packing.pack(broken(plain, others, random))) ?? damaged(bytes, others, random);
  }
  if (bytes.toString("latin1", 0, 4) !== "PK\x03\x04") return damaged(bytes, others, random);
  const members = unzipSync(bytes);
  const name = oneOf(Object.keys(members), random);
  const member = broken(Buffer.from(members[name] ?? []), others, random);
  // Now and then it has another name, or is there no more.
  const { [name]: _, ...rest } = members;
  const kind = random();
  if (kind < 0.05) return Buffer.from(zipSync(rest));
  return Buffer.from(
    zipSync(kind < 0.1 ? { ...rest, [`x/${name}.csv`]: member } : { ...members, [name]: member }),
  );
}
