import { spawn } from "node:child_process";
import { join } from "node:path";

const program = join(import.meta.dirname, "..", "..", "bin", "tessera.js");

/** Runs one command of the product in its own process and shows it. Resolves to its seconds and its JSON result. */
export function runStep(args) {
  console.log(`\n$ tessera ${args.join(" ")}`);
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const parts = [];
    child.stdout.on("data", (part) => parts.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      const seconds = (performance.now() - start) / 1000;
      const result = code === 0 ? JSON.parse(Buffer.concat(parts).toString("utf8")) : undefined;
      resolve({ seconds, result });
    });
  });
}
