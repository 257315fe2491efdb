import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import type Electron from "electron";
import { GraphicsProcess } from "./graphics-process.ts";
import { NativeImage } from "./system.ts";

/** An event that its listeners may prevent. */
export class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

const nameOf = (folder: string): string => {
  const { productName, name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    productName?: string;
    name: string;
  };
  return productName ?? name;
};

/** What the main process uses of it, with Electron's own types. */
type Members =
  | ("addRecentDocument" | "clearRecentDocuments" | "enableSandbox" | "exit" | "getAppMetrics" | "getPath")
  | ("getVersion" | "isPackaged" | "isReady" | "name" | "quit" | "requestSingleInstanceLock" | "whenReady");

/** electron.app with its order of events: what must happen before `ready` is refused after it, and the other way round. */
export class App extends EventEmitter implements Pick<Electron.App, Members> {
  readonly isPackaged = false;
  readonly name: string;
  /** Windows that are open; `quit` asks each whether it may close. */
  readonly windows = new Set<{ close(): void }>();
  readonly recent: string[] = [];
  /** The process of Chromium that draws. */
  readonly graphics = new GraphicsProcess((details) => this.emit("child-process-gone", {}, details));
  /** Resolves when a second instance has said what it had to say. */
  told: Promise<void> = Promise.resolve();
  readonly #root: string;
  #ready = false;
  #quitting = false;
  readonly #whenReady: Promise<void>;

  constructor(root: string, boot: Promise<void>) {
    super();
    this.#root = root;
    this.name = nameOf(root);
    this.#whenReady = boot.then(() => {
      this.#ready = true;
      this.emit("ready", {}, {});
    });
  }

  readonly isReady = (): boolean => this.#ready;
  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  /** Throws as Electron does where `what` is asked for too late. */
  mustNotBeReady(what: string): void {
    if (this.#ready) throw new Error(`${what} must be called before the app is ready`);
  }

  mustBeReady(what: string): void {
    if (!this.#ready) throw new Error(`${what} cannot be used before the app is ready`);
  }

  enableSandbox(): void {
    this.mustNotBeReady("app.enableSandbox()");
  }

  getVersion(): string {
    return (JSON.parse(readFileSync(join(this.#root, "package.json"), "utf8")) as { version: string })
      .version;
  }

  getPath(name: string): string {
    const home = process.env.HOME || homedir();
    const state = process.env.XDG_CONFIG_HOME || join(home, ".config");
    const known: Record<string, string> = {
      home,
      appData: state,
      userData: join(state, this.name),
      logs: join(state, this.name, "logs"),
      sessionData: join(state, this.name),
      crashDumps: join(state, this.name, "Crashpad"),
      temp: process.env.TMPDIR || "/tmp",
      downloads: join(home, "Downloads"),
      documents: join(home, "Documents"),
      exe: process.execPath,
    };
    const path = known[name];
    if (!path) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  /** The system's picture of a kind of file. */
  async getFileIcon(path: string): Promise<NativeImage> {
    this.mustBeReady("app.getFileIcon()");
    return new NativeImage(Buffer.from(path));
  }

  getAppMetrics(): Electron.ProcessMetric[] {
    const { pid } = this.graphics;
    return pid === null ? [] : [{ type: "GPU", pid } as Electron.ProcessMetric];
  }

  addRecentDocument(path: string): void {
    this.recent.unshift(path);
  }
  clearRecentDocuments(): void {
    this.recent.length = 0;
  }
  /** The first process of a data folder listens on a socket in it; a later one tells it its arguments and gets false. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath("userData");
    mkdirSync(folder, { recursive: true });
    const address = join(folder, "double.sock");
    const isFirst = claim(address, (args, cwd) => this.emit("second-instance", {}, args, cwd));
    if (!isFirst) this.told = tellFirst(address, process.argv, process.cwd());
    return isFirst;
  }

  quit(): void {
    if (this.#quitting) return;
    const event = new Preventable();
    this.emit("before-quit", event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    for (const window of [...this.windows]) window.close();
    if (this.windows.size > 0) {
      this.#quitting = false;
      return;
    }
    this.#end();
  }

  exit(code = 0): void {
    this.emit("quit", {}, code);
    this.emit("double:end", code);
  }

  /** A window has closed; the last one asks what becomes of the program. */
  windowClosed(window: { close(): void }): void {
    this.windows.delete(window);
    if (this.windows.size > 0 || this.#quitting) return;
    if (this.listenerCount("window-all-closed") > 0) this.emit("window-all-closed");
    else this.quit();
  }

  #end(): void {
    const event = new Preventable();
    this.emit("will-quit", event);
    if (event.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    this.exit(0);
  }
}

/** Whether this process could begin to listen at `address`. A socket without a process behind it is taken over. */
function claim(address: string, heard: (args: string[], cwd: string) => void): boolean {
  if (isAlive(`${address}.pid`)) return false;
  rmSync(address, { force: true });
  const server = createServer((socket) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => {
      const { args, cwd } = JSON.parse(text) as { args: string[]; cwd: string };
      heard(args, cwd);
    });
  });
  server.listen(address).unref();
  writeFileSync(`${address}.pid`, String(process.pid));
  return true;
}

function isAlive(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

function tellFirst(address: string, args: readonly string[], cwd: string): Promise<void> {
  return new Promise((told) => {
    connect(address)
      .on("close", () => told())
      .on("error", () => told())
      .end(JSON.stringify({ args, cwd }));
  });
}
