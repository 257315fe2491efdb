import { join } from "node:path";
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from "electron";
import type { Loss } from "../contract/desktop-bridge.ts";
import type { ProbeAnswer } from "../service/engine/probe-answer.ts";
import { Ends } from "./ends.ts";
import { printPage } from "./print-page.ts";

export interface ServiceProcess {
  /** A line to the service, null while it is down. */
  connect(): MessagePortMain | null;
  /** Starts it again after it went down. */
  restart(): void;
  /** The user gave this file to the window. */
  chosen(path: string): void;
  stop(): void;
}

export interface ServiceWatch {
  /** Takes what the service's process writes. */
  readonly say: (text: string) => void;
  readonly onLoss: (loss: Loss) => void;
}

/**
 * The service in a process of its own, so that a fault in native code ends that process and not the window. It is started
 * again; `onLoss` then says what was lost. After several crashes in a row it stays down, and says that too.
 */
export function startServiceProcess({ say, onLoss }: ServiceWatch): ServiceProcess {
  let child: UtilityProcess | null = null;
  let stopping = false;
  const ends = new Ends();
  /** Files that the user gave to the window; a process that is started again has to know them too. */
  const chosen = new Set<string>();

  const start = (): UtilityProcess => {
    const made = utilityProcess.fork(join(import.meta.dirname, "service.js"), [], {
      serviceName: "Tessera service",
      stdio: "pipe",
    });
    // A desktop has no console: what the service says goes to the log, and to a console where there is one.
    for (const [from, to] of [
      [made.stdout, process.stdout],
      [made.stderr, process.stderr],
    ] as const)
      from?.on("data", (chunk: Buffer) => {
        to.write(chunk);
        say(chunk.toString());
      });
    made.on("message", (message: unknown) => {
      const { kind, library, id, html } = message as Partial<Record<string, unknown>>;
      if (kind === "probe" && typeof library === "string")
        void probeBackend(library).then((answer) => made.postMessage({ kind: "probed", library, answer }));
      if (kind === "print" && typeof html === "string")
        void printPage(html).then(
          (pdf) => made.postMessage({ kind: "printed", id, pdf }),
          (error: unknown) => made.postMessage({ kind: "printed", id, error: String(error) }),
        );
    });
    for (const path of chosen) made.postMessage({ kind: "chosen", path });
    made.once("exit", (code) => {
      if (child === made) child = null;
      if (stopping) return;
      const restarted = ends.mayGoOn();
      if (restarted) child = start();
      const message = restarted
        ? `The service ended unexpectedly (code ${code}) and was started again. Work that was running was lost; datasets are whole.`
        : `${ends.said("The service")} and was not started again.`;
      onLoss({ of: "service", message, restarted });
    });
    return made;
  };
  child = start();

  return {
    connect() {
      if (!child) return null;
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: "client" }, [port1]);
      return port2;
    },
    restart() {
      ends.forget();
      child ??= start();
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
      stdio: "pipe",
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    const timer = setTimeout(() => {
      child.kill();
      resolve({ works: false, reason: `it did not answer within ${PROBE_TIMEOUT_MS / 1000} s` });
    }, PROBE_TIMEOUT_MS);
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ works: true, seconds: (performance.now() - start) / 1000 });
      else resolve({ works: false, reason: said.trim() || `its probe ended with code ${code}` });
    });
  });
}
