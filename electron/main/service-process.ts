import { join } from "node:path";
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from "electron";
import type { ProbeAnswer } from "../service/engine/probe-answer.ts";

const MOST_RESTARTS = 5;
const WITHIN_MS = 60_000;

export interface ServiceProcess {
  /** A line to the service. A process that has ended is started again first. */
  connect(): MessagePortMain;
  /** The user gave this file to the window. */
  chosen(path: string): void;
  stop(): void;
}

/**
 * The service in a process of its own, so that a fault in native code ends that process and not the window. It is started again;
 * `onLost` then says what was lost. After several crashes in a row it stays down, and says that too.
 */
export function startServiceProcess(onLost: (message: string, isUp: boolean) => void): ServiceProcess {
  let child: UtilityProcess | null = null;
  let stopping = false;
  let crashes: number[] = [];
  /** Files that the user gave to the window; a process that is started again has to know them too. */
  const chosen = new Set<string>();

  const start = (): UtilityProcess => {
    const made = utilityProcess.fork(join(import.meta.dirname, "service.js"), [], {
      serviceName: "Tessera service",
      stdio: "inherit",
    });
    made.on("message", (message: unknown) => {
      const request = message as { kind?: string; library?: string };
      if (request.kind !== "probe" || typeof request.library !== "string") return;
      const { library } = request;
      void probeBackend(library).then((answer) => made.postMessage({ kind: "probed", library, answer }));
    });
    for (const path of chosen) made.postMessage({ kind: "chosen", path });
    made.once("exit", (code) => {
      if (child === made) child = null;
      if (stopping) return;
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < WITHIN_MS), now];
      const isUp = crashes.length < MOST_RESTARTS;
      if (isUp) child = start();
      onLost(
        isUp
          ? `The service ended unexpectedly (code ${code}) and was started again. Work that was running was lost; datasets are whole.`
          : `The service ended ${crashes.length} times within a minute and was not started again. Restart Tessera.`,
        isUp,
      );
    });
    return made;
  };
  child = start();

  return {
    connect() {
      child ??= start();
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: "client" }, [port1]);
      return port2;
    },
    chosen(path) {
      chosen.add(path);
      child?.postMessage({ kind: "chosen", path });
    },
    stop() {
      stopping = true;
      child?.kill();
    },
  };
}

const PROBE_TIMEOUT_MS = 20_000;

/** Tries a backend out in a throw-away process: a crash there is an answer. Packaged programs have no Node to start for it. */
function probeBackend(library: string): Promise<ProbeAnswer> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = utilityProcess.fork(join(import.meta.dirname, "probe.js"), [library], {
      serviceName: "Tessera backend probe",
    });
    const timer = setTimeout(() => {
      child.kill();
      resolve({ works: false, reason: `it did not answer within ${PROBE_TIMEOUT_MS / 1000} s` });
    }, PROBE_TIMEOUT_MS);
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ works: true, seconds: (performance.now() - start) / 1000 });
      else resolve({ works: false, reason: `its probe ended with code ${code}` });
    });
  });
}
