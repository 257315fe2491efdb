import { join, normalize, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createService } from "../../service/create-service.ts";
import type { ProbeAnswer } from "../../service/engine/probe-answer.ts";
import { liveSettings } from "../../service/settings/live-settings.ts";
import { openClientSession } from "../client-session.ts";
import { homeFolder, shippedSettings } from "../home-folder.ts";
import { createPathGuard } from "../path-guard.ts";
import { workOnJobs } from "../work-on-jobs.ts";

/**
 * What is used of Electron's process.parentPort and its ports; stated here, because only main and preload may import electron.
 */
interface ParentPort {
  postMessage(message: unknown): void;
  on(name: "message", listener: (event: ParentMessage) => void): void;
}

interface ParentMessage {
  readonly data:
    | { readonly kind: "client" }
    | { readonly kind: "chosen"; readonly path: string }
    | { readonly kind: "probed"; readonly library: string; readonly answer: ProbeAnswer }
    | { readonly kind: "printed"; readonly id: number; readonly pdf?: Uint8Array; readonly error?: string };
  readonly ports: readonly ClientPort[];
}

interface ClientPort {
  postMessage(message: unknown): void;
  on(name: "message", listener: (event: { data: unknown }) => void): void;
  on(name: "close", listener: () => void): void;
  start(): void;
}

/** The service of the desktop. Each message from the main process brings the port of a window, or the answer of a probe. */
const parent = (process as unknown as { parentPort: ParentPort }).parentPort;
const { folder: home, older } = homeFolder();
const probes = new Map<string, (answer: ProbeAnswer) => void>();
const prints = new Map<number, PromiseWithResolvers<Uint8Array>>();
let lastPrint = 0;
const service = createService({
  home,
  olderHomes: older,
  log: (line) => console.error(line),
  settings: liveSettings({ shipped: shippedSettings(), file: join(home, "settings.ini") }),
  prober: (library) =>
    new Promise((answered) => {
      probes.set(library, answered);
      parent.postMessage({ kind: "probe", library });
    }),
  printPdf(html, signal) {
    const id = ++lastPrint;
    const printed = Promise.withResolvers<Uint8Array>();
    prints.set(id, printed);
    signal.addEventListener("abort", () => printed.reject(signal.reason));
    parent.postMessage({ kind: "print", id, html });
    return printed.promise;
  },
});

/** What the user gave to the window. The main process says it, and its message may come a moment after the window's. */
const chosen = new Set<string>();
const patienceMs = 2000;
const isChosen = async (path: string): Promise<boolean> => {
  // Without "..": what starts with a chosen folder must lie in it.
  const plain = normalize(path);
  for (const end = Date.now() + patienceMs; Date.now() < end; await setTimeout(20)) {
    if ([...chosen].some((one) => plain === one || plain.startsWith(`${one}${sep}`))) return true;
  }
  return false;
};
const guard = createPathGuard({ home, requestOf: service.requestOf, isChosen });

parent.on("message", ({ data, ports: [port] }) => {
  if (data.kind === "chosen") chosen.add(data.path);
  else if (data.kind === "probed") {
    probes.get(data.library)?.(data.answer);
    probes.delete(data.library);
  } else if (data.kind === "printed") {
    if (data.pdf) prints.get(data.id)?.resolve(data.pdf);
    else prints.get(data.id)?.reject(new Error(data.error ?? "The page was not printed."));
    prints.delete(data.id);
  } else if (port) {
    const session = openClientSession({
      service,
      send: (message) => port.postMessage(message),
      guard,
    });
    port.on("message", (event) => session.receive(event.data));
    port.on("close", () => session.close());
    port.start();
  }
});
// Main ends this process without a word; a job that was running is then queued again at the next start.
void workOnJobs(service, new AbortController().signal);
process.once("exit", () => service.close());
