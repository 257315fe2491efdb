// Fuzzes the readers of files that are no plain wide CSV: damaged and recombined copies of small files of every kind go through an
// import (one in four through what a window looks at first, too), and those of the product's own files to who reads them; each is
// read, or it is said why not.
//   npm run fuzz:readers [-- SECONDS [SEED]]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { Problem } from "../electron/contract/problem.ts";
import { fileInspectHandler } from "../electron/service/importing/handlers/file.ts";
import { fuzzFiles } from "../tests/service/importing/support/fuzz-files.ts";
import { ask, importContext, importInto } from "../tests/service/importing/support/import-context.ts";
import { ownFiles } from "./fuzz/own-files.ts";

const seconds = Number(process.argv[2] ?? 600);
const first = Number(process.argv[3] ?? Date.now() % 1e9);
const slowest = 20_000;

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

const telling = [
  '"',
  ",",
  ";",
  "\t",
  "\n",
  "\r",
  "\0",
  "-",
  "(",
  "%",
  ".",
  "1e999",
  "NaN",
  "\ufeff",
  "9".repeat(40),
  "2024-13-45",
  "=1+1",
];

/** A file with some bytes changed, cut, doubled, or taken from another. */
function damaged(bytes, others, random) {
  const at = (length) => Math.floor(random() * length);
  let out = Buffer.from(bytes);
  for (let steps = 1 + at(4); steps > 0; steps--) {
    const place = at(out.length + 1);
    const length = at(Math.min(64, out.length - place) + 1);
    const rest = out.subarray(place + length);
    const start = out.subarray(0, place);
    const other = others[at(others.length)];
    const from = at(other.length);
    const put = [
      () => Buffer.from([at(256)]),
      () => Buffer.from(telling[at(telling.length)]),
      () => out.subarray(place, place + length * (1 + at(3))),
      () => other.subarray(from, from + at(200)),
      () => Buffer.alloc(at(32), at(2) * 255),
      () => Buffer.alloc(0),
    ][at(6)]();
    out = random() < 0.06 ? Buffer.from(start) : Buffer.concat([start, put, rest]);
  }
  return out;
}

/** How what is packed is taken out and put back: what is damaged within reaches the reader behind the one that unpacks. */
const packings = [
  { begins: "1f8b", unpack: gunzipSync, pack: gzipSync },
  { begins: "28b52ffd", unpack: zstdDecompressSync, pack: zstdCompressSync },
];

/** A damaged copy: of a packed file, archive or workbook one in two times of what is in it. */
function broken(bytes, others, random) {
  if (random() < 0.5) return damaged(bytes, others, random);
  const packing = packings.find(({ begins }) => bytes.toString("hex", 0, 4).startsWith(begins));
  if (packing) return packing.pack(damaged(packing.unpack(bytes), others, random));
  if (bytes.toString("latin1", 0, 4) !== "PK\x03\x04") return damaged(bytes, others, random);
  const members = unzipSync(bytes);
  const names = Object.keys(members);
  const name = names[Math.floor(random() * names.length)];
  return Buffer.from(zipSync({ ...members, [name]: damaged(members[name], others, random) }));
}

const home = mkdtempSync(join(tmpdir(), "tessera-fuzz-"));
const kept = join(import.meta.dirname, "..", ".native", "fuzz-readers");
mkdirSync(kept, { recursive: true });
const files = await fuzzFiles();
const context = importContext(home);
const imported = Object.entries(files).map(([name, content]) => ({
  name,
  content,
  async read(damaged, seed) {
    const file = join(home, `file-${name}`);
    writeFileSync(file, damaged);
    if (seed % 4 === 0) await ask(fileInspectHandler, { file }, context);
    return importInto(context, "d", [file], {}, undefined, true);
  },
}));
const readers = [...imported, ...(await ownFiles(join(home, "own")))];
const all = readers.map(({ content }) => content);
const counts = Object.fromEntries(readers.map(({ name }) => [name, { read: 0, refused: 0, seconds: 0 }]));
const faults = [];
const end = Date.now() + seconds * 1000;
for (let seed = first; Date.now() < end; seed++) {
  const random = randomOf(seed);
  const { name, content: whole, read } = readers[seed % readers.length];
  const content = broken(whole, all, random);
  const began = process.cpuUsage();
  let fault = null;
  try {
    await read(content, seed);
    counts[name].read++;
  } catch (error) {
    counts[name].refused++;
    if (!(error instanceof Problem) || error.report.code === "internal")
      fault = String(error?.stack ?? error);
    else if (!error.report.remedy && error.report.code !== "bad-request")
      fault = `no way on: ${error.message}`;
  }
  const { user, system } = process.cpuUsage(began);
  const took = Math.round((user + system) / 1000);
  counts[name].seconds += took / 1000;
  if (took > slowest) fault = `took ${took} ms of the processor`;
  if (fault === null) continue;
  writeFileSync(join(kept, `${seed}-${name}`), content);
  faults.push(seed);
  console.error(`${name}, seed ${seed}: ${fault.slice(0, 600)}`);
}
rmSync(home, { recursive: true, force: true });
for (const one of Object.values(counts)) one.seconds = Math.round(one.seconds);
console.table(counts);
const tried = Object.values(counts).reduce((sum, { read, refused }) => sum + read + refused, 0);
console.log(
  `${tried} files from seed ${first} in ${seconds} s, ${faults.length} faults${faults.length ? ` (kept in ${kept})` : ""}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
