import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ProbeAnswer } from "./probe-answer.ts";

const timeoutMilliseconds = 20_000;

/** Beside this file in the sources, beside the bundle (dist/hosts) in a build. */
function probeScript(): string {
  const source = fileURLToPath(new URL("./probe-child.ts", import.meta.url));
  return existsSync(source) ? source : fileURLToPath(new URL("./probe.js", import.meta.url));
}

/** Probes a backend library in a Node child process. Never rejects. */
export function probeInChild(libraryPath: string): Promise<ProbeAnswer> {
  const start = performance.now();
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [probeScript(), libraryPath],
      { timeout: timeoutMilliseconds, env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } },
      (error, _stdout, stderr) => {
        if (!error) {
          resolve({ works: true, seconds: (performance.now() - start) / 1000 });
        } else if (error.killed) {
          resolve({ works: false, reason: `it did not answer within ${timeoutMilliseconds / 1000} s` });
        } else if (error.signal) {
          resolve({ works: false, reason: `its probe crashed (${error.signal})` });
        } else {
          resolve({ works: false, reason: stderr.trim() || error.message });
        }
      },
    );
  });
}
