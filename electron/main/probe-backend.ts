import { join } from "node:path";
import { utilityProcess } from "electron";
import type { ProbeAnswer } from "../service/engine/probe-answer.ts";

const TIMEOUT_MS = 20_000;

/** Tries a backend out in a throw-away process: a crash there is an answer. Packaged programs have no Node to start for it. */
export function probeBackend(library: string): Promise<ProbeAnswer> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = utilityProcess.fork(join(import.meta.dirname, "probe.js"), [library], {
      serviceName: "Tessera backend probe",
    });
    const timer = setTimeout(() => {
      child.kill();
      resolve({ works: false, reason: `it did not answer within ${TIMEOUT_MS / 1000} s` });
    }, TIMEOUT_MS);
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ works: true, seconds: (performance.now() - start) / 1000 });
      else resolve({ works: false, reason: `its probe ended with code ${code}` });
    });
  });
}
