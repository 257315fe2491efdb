// Fuzzes the readers of files that are no plain wide CSV: damaged and recombined copies of small files of every kind go through
// an import (one in four through what a window looks at first, too), and those of the product's own files to who reads them;
// each is read, or it is said why not. Readers are taken in turn, or only those whose names begin with one of NAMES.
//   npm run fuzz:readers [-- SECONDS [SEED [NAME ...]]]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem } from "../electron/contract/problem.ts";
import { fileInspectHandler, filePasteHandler } from "../electron/service/importing/handlers/file.ts";
import { fuzzFiles } from "../tests/service/importing/support/fuzz-files.ts";
import { ask, importContext, importInto } from "../tests/service/importing/support/import-context.ts";
import { broken } from "./fuzz/damage.ts";
import { ownFiles } from "./fuzz/own-files.ts";
import { uniform } from "./uniform.ts";

const [seconds = "600", begin = String(Date.now() % 1e9), ...names] = process.argv.slice(2);
const first = Number(begin);
/**
 * Milliseconds of one call, by the clock or of the processor, whichever are fewer: others may run here, and threads beside it.
 */
const slowest = 10_000;

/** The longest call of the file that is being tried. */
let longest = 0;

async function timed(work) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  try {
    return await work();
  } finally {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, Math.min(performance.now() - began, (user + system) / 1000));
  }
}

const home = mkdtempSync(join(tmpdir(), "tessera-fuzz-"));
const kept = join(import.meta.dirname, "..", ".native", "fuzz-readers");
mkdirSync(kept, { recursive: true });
const context = importContext(home);

/** Puts a content into a file, or pastes it. */
async function placed({ name, isPasted }, content) {
  if (isPasted) return (await ask(filePasteHandler, { text: content.toString() || " " }, context)).path;
  const file = join(home, `file-${name}`);
  writeFileSync(file, content);
  return file;
}

const imported = (await fuzzFiles()).map((one) => ({
  name: one.name,
  content: one.content,
  async read(content, seed) {
    const file = await placed(one, content);
    // What is said is left out now and then: then a question is what is expected.
    const said = seed % 5 === 0 ? {} : (one.said ?? {});
    if (seed % 4 === 0) await timed(() => ask(fileInspectHandler, { file, ...said }, context));
    return timed(() => importInto(context, "d", [file], said, undefined, true));
  },
}));
const own = (await ownFiles(join(home, "own"))).map((one) => ({
  ...one,
  read: (content) => timed(() => one.read(content)),
}));
const every = [...imported, ...own];
const all = every.map(({ content }) => content);
const readers =
  names.length > 0 ? every.filter(({ name }) => names.some((wish) => name.startsWith(wish))) : every;
if (readers.length === 0) {
  console.error(`fuzz: no reader is called so; there are ${every.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

// Before it is damaged each is read: where it is not, nothing behind the refusal would be tried.
for (const { name, content, read } of readers) {
  await read(content, 1).catch((error) => {
    throw new Error(`${name} is not read as it is: ${error.message}`);
  });
}

/** What is wrong with how a damaged file was taken; null = nothing. */
async function faultOf(reader, content, seed, count) {
  try {
    await reader.read(content, seed);
    count.read++;
    return null;
  } catch (error) {
    count.refused++;
    if (!(error instanceof Problem) || error.report.code === "internal") return String(error?.stack ?? error);
    return error.report.remedy || error.report.code === "bad-request" ? null : `no way on: ${error.message}`;
  }
}

const counts = Object.fromEntries(readers.map(({ name }) => [name, { read: 0, refused: 0, seconds: 0 }]));
const faults = [];
const end = Date.now() + Number(seconds) * 1000;
for (let seed = first; Date.now() < end; seed++) {
  const reader = readers[seed % readers.length];
  const { name } = reader;
  const content = broken(reader.content, all, uniform(seed));
  const began = process.cpuUsage();
  longest = 0;
  let fault = await faultOf(reader, content, seed, counts[name]);
  const { user, system } = process.cpuUsage(began);
  counts[name].seconds += (user + system) / 1e6;
  if (longest > slowest) fault = `took ${Math.round(longest)} ms`;
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
