import { type ChildProcess, fork as forkNode } from "node:child_process";
import { EventEmitter } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type Electron from "electron";
import { handOver, RemoteEnds } from "./ports.ts";

const parentPort = join(import.meta.dirname, "parent-port.ts");

/** A process of Node alone with process.parentPort, whose messages are cloned by the same algorithm as Electron's. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ends = new RemoteEnds();

  constructor(script: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    const env: Record<string, string | undefined> = { ...(options.env ?? process.env) };
    delete env.NODE_OPTIONS;
    const output = options.stdio === "pipe" ? "pipe" : options.stdio === "ignore" ? "ignore" : "inherit";
    this.#child = forkNode(script, [...args], {
      execArgv: ["--import", parentPort, ...(options.execArgv ?? [])],
      serialization: "advanced",
      stdio: ["ignore", output, output, "ipc"],
      env,
      ...(options.cwd ? { cwd: options.cwd } : {}),
    });
    this.#child.once("spawn", () => this.emit("spawn"));
    this.#child.on("message", (raw) => {
      const message = raw as { kind: "message" | "port" | "port-closed"; id: number; data: unknown };
      if (message.kind === "message") this.emit("message", message.data);
      else if (message.kind === "port") this.#ends.posted(message.id, message.data);
      else this.#ends.closed(message.id);
    });
    this.#child.once("exit", (code, signal) => {
      this.#ends.closeAll();
      this.emit("exit", code ?? (signal === "SIGKILL" ? 9 : 15));
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(data: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const send = (message: object) => this.#child.connected && this.#child.send(message, () => {});
    const ports = transfer.map((port) =>
      this.#ends.add(
        handOver(port),
        (id, posted) => send({ kind: "port", id, data: posted }),
        (id) => send({ kind: "port-closed", id }),
      ),
    );
    send({ kind: "message", data, ports });
  }

  kill(): boolean {
    return this.#child.kill("SIGTERM");
  }
}

/** As electron.utilityProcess; `isReady` is asked because a fork before the app is ready is refused. */
export const utilityProcessOf = (isReady: () => boolean) => ({
  fork(script: string, args: readonly string[] = [], options: Electron.ForkOptions = {}) {
    if (!isReady()) throw new Error("utilityProcess cannot be used before the app is ready");
    return new UtilityProcess(script, args, options);
  },
});
