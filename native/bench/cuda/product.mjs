// The product as the checks on a GPU machine run it: its command line as a program of its own.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Of the script's arguments: the command line's file, and a folder to work in. */
export const [program, work] = process.argv.slice(2);
mkdirSync(work, { recursive: true });
export const home = join(work, "home");
rmSync(home, { recursive: true, force: true });
export const csv = join(work, "strategies.csv");
// As bin/tessera.js has it.
const compiled = { NODE_COMPILE_CACHE: join(work, "compiled") };
let failed = 0;

export function check(what, holds, detail = "") {
  if (!holds) failed++;
  console.log(`${holds ? "ok    " : "FAILED"} ${what}${detail ? `: ${detail}` : ""}`);
}

/** Says how many checks failed, and sets the exit code. */
export function conclude() {
  console.log(failed === 0 ? "all checks passed" : `${failed} checks failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** The environment in which a backend is chosen by hand. */
export const on = (backend, env = {}) => ({ TESSERA_BACKEND: backend, ...env });

/** Runs a command, on the first `cores` processors alone where they are given; answers its JSON, exit code and seconds. */
export function tessera(args, env = {}, cores = 0) {
  const began = performance.now();
  const command = [process.execPath, program, "--home", home, "--no-progress", "--json", ...args];
  if (cores > 0) command.unshift("taskset", "-c", `0-${cores - 1}`);
  return new Promise((resolve) => {
    execFile(
      command[0],
      command.slice(1),
      { env: { ...process.env, ...compiled, ...env }, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        let json;
        try {
          json = JSON.parse(stdout);
        } catch {
          json = undefined;
        }
        resolve({
          json,
          stderr,
          code: error ? (error.code ?? 1) : 0,
          seconds: (performance.now() - began) / 1000,
        });
      },
    );
  });
}

/** What a search found, as a few letters that are equal when the portfolios are. */
export const found = (search) =>
  createHash("sha256")
    .update(
      JSON.stringify(
        search.json?.runs.map(({ size, algorithm, fitness, columns }) => [
          size,
          algorithm,
          fitness,
          columns,
        ]) ?? search.stderr,
      ),
    )
    .digest("hex")
    .slice(0, 16);
