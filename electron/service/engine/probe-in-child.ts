import { execFile } from "node:child_process";
import { scriptBeside } from "../program-files.ts";
import type { ProbeAnswer, Prober } from "./probe-answer.ts";

/** A prober that uses a Node child process and gives up after `timeoutSeconds`. It never rejects. */
export function probeInChild(timeoutSeconds: number): Prober {
  return (libraryPath) => probe(libraryPath, timeoutSeconds);
}

function probe(libraryPath: string, timeoutSeconds: number): Promise<ProbeAnswer> {
  const start = performance.now();
  const script = scriptBeside(import.meta.dirname, "probe-child.ts", "probe.js");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script ?? "probe.js", libraryPath],
      { timeout: timeoutSeconds * 1000, env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } },
      (error, _stdout, stderr) => {
        if (!error) {
          resolve({ works: true, seconds: (performance.now() - start) / 1000 });
        } else if (error.killed) {
          resolve({ works: false, reason: `it did not answer within ${timeoutSeconds} s` });
        } else if (error.signal) {
          resolve({ works: false, reason: `its probe crashed (${error.signal})` });
        } else {
          resolve({ works: false, reason: stderr.trim() || error.message });
        }
      },
    );
  });
}
