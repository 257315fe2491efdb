/** Loaded before the script of a utility process: gives it process.parentPort over the channel of a forked process. */
import { EventEmitter } from "node:events";

class ChildPort extends EventEmitter {
  readonly #id: number;
  #started = false;
  #waiting: unknown[] = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  arrived(data: unknown): void {
    if (this.#started) this.emit("message", { data, ports: [] });
    else this.#waiting.push(data);
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.arrived(data);
  }

  postMessage(data: unknown): void {
    if (process.connected) process.send?.({ kind: "port", id: this.#id, data });
  }

  close(): void {
    if (process.connected) process.send?.({ kind: "port-closed", id: this.#id });
  }
}

const ports = new Map<number, ChildPort>();
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => process.send?.({ kind: "message", data }),
});

// Messages wait until the script listens, as they do in Electron.
const waiting: unknown[] = [];
parentPort.on("newListener", (name) => {
  if (name === "message")
    setImmediate(() => {
      for (const event of waiting.splice(0)) parentPort.emit("message", event);
    });
});

process.on("message", (raw) => {
  const message = raw as { kind: string; id: number; data: unknown; ports: number[] };
  if (message.kind === "port") ports.get(message.id)?.arrived(message.data);
  else if (message.kind === "port-closed") {
    ports.get(message.id)?.emit("close");
    ports.delete(message.id);
  } else {
    const given = message.ports.map((id) => {
      const port = new ChildPort(id);
      ports.set(id, port);
      return port;
    });
    const event = { data: message.data, ports: given };
    if (parentPort.listenerCount("message") > 0) parentPort.emit("message", event);
    else waiting.push(event);
  }
});
// The main process is gone: so is this one.
process.once("disconnect", () => process.exit(0));
Object.assign(process, { parentPort, type: "utility" });
