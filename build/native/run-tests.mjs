import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { runnerOf } from "../cross/targets.mjs";
import { configure } from "./configure.mjs";
import { filesUnder, hashOf } from "./fingerprint.mjs";
import { toolchainFileOf } from "./prebuilds.mjs";

/**
 * Builds and runs native/tests: of this machine under the address and undefined-behaviour sanitizers; of a `target` as it is
 * shipped, under what runs its programs here. `only` names the programs that are wanted, all when left out. A program that has
 * passed is run again when it, or what it is run on, differs, or with `force`; until then its tests count as passed, and a line
 * says how many. Prints every failure and, last, the line "N passed, N failed". Returns the exit code.
 */
export async function runTests(root, toolchain, { force, target, only }) {
  const folder = join(root, ".native", target === undefined ? "tests" : `tests-${target}`);
  // Wine takes seconds to be ready, and may have nothing to run.
  let ready;
  const launch = () => {
    ready ??= target === undefined ? { command: [], env: {} } : runnerOf(root, target);
    return ready;
  };
  const cmake = await configure(root, folder, toolchain, {
    TESSERA_ADDON: "OFF",
    TESSERA_CUDA: "OFF",
    TESSERA_TESTS: "ON",
    TESSERA_UNITY: "ON",
    ...(target === undefined
      ? { CMAKE_BUILD_TYPE: "RelWithDebInfo", TESSERA_SANITIZE: "ON" }
      : {
          CMAKE_BUILD_TYPE: "Release",
          CMAKE_TOOLCHAIN_FILE: toolchainFileOf(root, target),
        }),
  });
  console.log(
    "native: skipped: the CUDA parity tests, they need a GPU and are built beside the CUDA backend",
  );
  // A program that does not compile is a failure, but hides no result of the others.
  let broken = 0;
  const build = async (target) => {
    try {
      await cmake.build([target], true);
    } catch (error) {
      console.error(`native: ${error.message}`);
      broken = 1;
    }
  };
  // Each is run as soon as it is built: compilers of the next ones are at work beside it.
  const kept = join(folder, "passed");
  mkdirSync(kept, { recursive: true });
  const inTurn = limited(availableParallelism());
  const keyOf = keys(root, folder);
  const runs = [];
  for (const { name, program } of programs(folder, only)) {
    await build(`tessera_${name}_tests`);
    if (!existsSync(program)) continue;
    const one = { name, program, key: keyOf(program) };
    runs.push(inTurn(() => runOne(one, join(kept, name), { force, launch })));
  }
  if (only === undefined) await build("all");
  const results = await Promise.all(runs);
  const before = results.reduce((sum, { kept, passed }) => sum + (kept ? passed : 0), 0);
  if (before > 0)
    console.log(
      `native: ${before} passed before, in programs that have not changed since; --force runs them`,
    );
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, broken);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** What native/tests/CMakeLists.txt lists, the longest first; none of them need be built. */
function programs(folder, only) {
  return readFileSync(join(folder, "test-programs.txt"), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [name, ...path] = line.split(" ");
      return { name, program: path.join(" ") };
    })
    .filter(({ name }) => only?.includes(name) !== false);
}

/** Of a program that is built, the hash of all that its result depends on. */
function keys(root, folder) {
  // What they read; the lock file for the libraries of packages, DuckDB among them.
  const data = [join(root, "tests", "golden"), join(root, "native", "tests", "fuzz", "corpus")];
  const libraries = join(folder, "backends", "cpu");
  const shared = [join(root, "package-lock.json"), ...data.flatMap(filesUnder)];
  const loaded = () => filesUnder(libraries).filter((file) => /\.(so|dylib|dll)$/.test(file));
  const told = Object.entries(process.env)
    .filter(([name]) => /^TESSERA_(DUCKDB|SMALL_TESTS|CPU_ISA|CUDA_LIBRARY)$/.test(name))
    .toSorted();
  return (program) =>
    hashOf(root, [program, ...shared, ...loaded()], [process.arch, cpus()[0]?.model, ...told]);
}

/** Begins works in the order in which they are given, so many at a time at most. */
function limited(most) {
  let active = 0;
  const waiting = [];
  return async (work) => {
    if (active < most) active += 1;
    else await new Promise((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // One that waits takes over the place of this one.
      if (waiting.length > 0) waiting.shift()();
      else active -= 1;
    }
  };
}

/** One program, or what its stamp says of it. */
export async function runOne({ name, program, key }, stamp, { force, launch }) {
  const part = process.env.TESSERA_ONLY_TESTS !== undefined;
  if (!force && !part && existsSync(stamp)) {
    const [of, passed] = readFileSync(stamp, "utf8").split("\n");
    if (of === key) return { passed: Number(passed), failed: 0, kept: true };
  }
  const { command, env } = launch();
  const { output, status } = await run([...command, program], env);
  // A program that crashed printed no count of its own: it counts as one failure.
  const counts = /^(\d+) passed, (\d+) failed\r?$/m.exec(output);
  const passed = Number(counts?.[1] ?? 0);
  const failed = status === 0 && counts ? Number(counts[2]) : Math.max(1, Number(counts?.[2] ?? 1));
  if (failed > 0 || process.env.TESSERA_TEST_TIMES) console.log(`native: ${name}\n${output}`);
  // One that fails now and then passed before, too: it is run until it passes again.
  if (failed > 0) rmSync(stamp, { force: true });
  else if (!part) writeFileSync(stamp, `${key}\n${passed}\n`);
  return { passed, failed, kept: false };
}

function run([program, ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let output = "";
    const add = (text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", add);
    child.stderr.setEncoding("utf8").on("data", add);
    child.on("error", (error) => resolve({ status: 1, output: error.message }));
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}
