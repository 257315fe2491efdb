import { spawn } from "node:child_process";
import { join } from "node:path";

/** Seconds that a command of the product's takes, start of the program included. Rejects when it fails. */
export function runCommand(...args) {
  const began = performance.now();
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../bin/tessera.js"), ...args.map(String)],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  return new Promise((resolve, reject) => {
    program.on("error", reject);
    program.on("close", (code) =>
      code === 0
        ? resolve((performance.now() - began) / 1000)
        : reject(new Error(`tessera ${args[0]} ended with ${code}`)),
    );
  });
}
