import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, CDPSession, Download, Page, Route } from "@playwright/test";
import type Electron from "electron";
import { type App, Preventable } from "./app.ts";
import type { IpcMain } from "./ipc-main.ts";
import { handOver, RemoteEnds } from "./ports.ts";
import { addressIn, addressOut, type SchemeHandlers } from "./protocol.ts";
import { startDrag } from "./system.ts";
import { fromWire, toWire } from "./wire.js";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");
const wire = `const wire = () => { ${read("wire.js").replaceAll("export function", "function")}; return { toWire, fromWire }; };`;
const isolatedWorld = "Electron Isolated Context";

/** What the windows of the double stand on. */
export interface Ground {
  readonly app: App;
  readonly context: () => BrowserContext;
  readonly protocol: SchemeHandlers;
  readonly ipcMain: IpcMain;
  readonly session: EventEmitter;
  /** A key that the page did not take. */
  readonly key: (key: MenuKey, window: unknown) => void;
}

export interface MenuKey {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

type FromPage =
  | { kind: "send"; channel: string; given: string }
  | { kind: "invoke"; id: number; channel: string; given: string }
  | { kind: "port"; id: number; value: string }
  | { kind: "port-closed"; id: number }
  | { kind: "files"; count: number }
  | ({ kind: "key" } & MenuKey);

/** What the main process uses of them, with Electron's own types. */
type Members =
  | ("executeJavaScript" | "forcefullyCrashRenderer" | "getURL" | "getZoomFactor" | "postMessage" | "print")
  | (
      | "printToPDF"
      | "reload"
      | "send"
      | "setWindowOpenHandler"
      | "setZoomFactor"
      | "startDrag"
      | "zoomFactor"
    );

type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

/** The contents of a window: a page of Chromium with the preload script in an isolated world. */
export class WebContents extends EventEmitter implements Pick<Electron.WebContents, Members> {
  readonly #ground: Ground;
  readonly #window: unknown;
  readonly #ends = new RemoteEnds();
  #page: Page | null = null;
  #preferences: Electron.WebPreferences = {};
  #hasCrashed = false;
  #devtools: CDPSession | null = null;
  #world: number | null = null;
  #asked = new Set<string>();
  #openHandler: OpenHandler | null = null;
  #waiting: object[] = [];
  zoomFactor = 1;

  constructor(ground: Ground, window: unknown) {
    super();
    this.#ground = ground;
    this.#window = window;
  }

  /** The page behind it, when it is there. */
  get page(): Page | null {
    return this.#page;
  }

  async open(preferences: Electron.WebPreferences): Promise<void> {
    const { preload, sandbox, contextIsolation, javascript = true } = preferences;
    this.#preferences = preferences;
    // The rules that the program is built on; a window without them would be another program.
    if (preload && (sandbox === false || contextIsolation === false))
      throw new Error("the double runs sandboxed preload scripts in an isolated world only");
    const context = this.#ground.context();
    const empty = context.pages().find((page) => page.url() === "about:blank");
    const page = empty ?? (await context.newPage());
    this.#page = page;
    page.on("crash", () => {
      this.#hasCrashed = true;
      this.#leave();
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 133 });
    });
    page.on("popup", (popup) => void this.#popup(popup));
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) this.emit("did-navigate", {}, addressOut(frame.url()));
    });
    page.on("load", () => this.emit("did-finish-load"));
    page.on("download", (download) => this.#download(download));
    await page.route("**/*", (route) => this.#route(route));
    const devtools = await context.newCDPSession(page);
    this.#devtools = devtools;
    devtools.on("Runtime.executionContextCreated", ({ context: made }) => {
      const isMain = (made.auxData as { frameId?: string } | undefined)?.frameId === this.#frameId;
      if (made.name === isolatedWorld && isMain) this.#world = made.id;
    });
    devtools.on("Runtime.bindingCalled", ({ payload, executionContextId }) => {
      this.#world = executionContextId;
      void this.#fromPage(JSON.parse(payload) as FromPage);
    });
    await devtools.send("Page.enable");
    if (!javascript) await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
    this.#frameId = (await devtools.send("Page.getFrameTree")).frameTree.frame.id;
    await devtools.send("Runtime.enable");
    await devtools.send("Runtime.addBinding", {
      name: "tesseraDoubleToMain",
      executionContextName: isolatedWorld,
    });
    if (!preload) return;
    const script = `{ ${wire}\n${read("page-world.js")} }`;
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", { source: script });
    const isolated = `{ ${wire}\nconst preload = (require) => { const module = { exports: {} }; const exports = module.exports;\n${readFileSync(preload, "utf8")}\n};\n${read("isolated-world.js")} }`;
    await devtools.send("Page.addScriptToEvaluateOnNewDocument", {
      source: isolated,
      worldName: isolatedWorld,
    });
  }
  #frameId = "";

  async load(address: string): Promise<void> {
    const inside = addressIn(address);
    this.#asked.add(inside);
    await this.#page?.goto(inside);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send(channel: string, ...given: unknown[]): void {
    this.#toPage({ kind: "send", channel, given: toWire(given), ports: [] });
  }

  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer.map((port) =>
      this.#ends.add(
        handOver(port),
        (id, value) => this.#toPage({ kind: "port", id, value: toWire(value) }),
        (id) => this.#toPage({ kind: "port-closed", id }),
      ),
    );
    this.#toPage({ kind: "send", channel, given: toWire([message]), ports });
  }

  reload(): void {
    if (this.#hasCrashed) void this.#openAgain();
    else {
      this.#asked.add(this.#page?.url() ?? "");
      void this.#page?.reload();
    }
  }

  /** Whoever drives Chromium is done with a page that has crashed; another takes its place. */
  async #openAgain(): Promise<void> {
    const crashed = this.#page;
    this.#hasCrashed = false;
    await this.open(this.#preferences);
    await this.load(addressOut(crashed?.url() ?? ""));
    await crashed?.close();
  }

  forcefullyCrashRenderer(): void {
    // A page that has crashed gives no answer.
    void this.#devtools?.send("Page.crash").catch(() => {});
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return this.#page?.evaluate(code);
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }
  getZoomFactor(): number {
    return this.zoomFactor;
  }

  getURL(): string {
    return addressOut(this.#page?.url() ?? "");
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { printBackground = false, preferCSSPageSize = false, landscape = false } = options;
    const pdf = await this.#page?.pdf({ printBackground, preferCSSPageSize, landscape });
    return pdf ?? Buffer.alloc(0);
  }

  startDrag(item: Electron.Item): void {
    startDrag(item);
  }

  print(_options: object, done?: (success: boolean, reason: string) => void): void {
    done?.(true, "");
  }

  /** The window has closed. */
  async end(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    this.#ends.closeAll();
    await page?.close();
  }

  #toPage(message: object): void {
    // In order: what is sent before the world is there waits for it.
    this.#waiting.push(message);
    if (this.#world === null) return;
    for (const next of this.#waiting.splice(0)) {
      const expression = `globalThis.tesseraDoubleFromMain(${JSON.stringify(JSON.stringify(next))})`;
      void this.#devtools?.send("Runtime.evaluate", { expression, contextId: this.#world }).catch(() => {});
    }
  }

  async #fromPage(message: FromPage): Promise<void> {
    if (message.kind === "port") this.#ends.posted(message.id, fromWire(message.value));
    else if (message.kind === "port-closed") this.#ends.closed(message.id);
    else if (message.kind === "key") this.#ground.key(message, this.#window);
    else if (message.kind === "files")
      this.#toPage({ kind: "paths", paths: await this.#pathsOf(message.count) });
    else {
      const senderFrame = { url: this.getURL(), parent: null };
      const event = { sender: this, senderFrame, ports: [] };
      const given = fromWire(message.given) as unknown[];
      if (message.kind === "send") this.#ground.ipcMain.sent(message.channel, event, given);
      else {
        const { id, channel } = message;
        this.#toPage({
          kind: "answer",
          id,
          channel,
          ...(await this.#ground.ipcMain.asked(channel, event, given)),
        });
      }
    }
  }

  /** Paths of the files that the isolated world holds, "" for those that are no files of the machine. */
  async #pathsOf(count: number): Promise<string[]> {
    const paths: string[] = [];
    for (let index = 0; index < count; index++) {
      const { result } = (await this.#devtools?.send("Runtime.evaluate", {
        expression: `globalThis.tesseraDoubleFiles[${index}]`,
        ...(this.#world === null ? {} : { contextId: this.#world }),
      })) ?? { result: {} as { objectId?: string } };
      const info = result.objectId
        ? await this.#devtools?.send("DOM.getFileInfo", { objectId: result.objectId }).catch(() => null)
        : null;
      paths.push(info?.path ?? "");
    }
    return paths;
  }

  /** Navigation that the page itself began can be prevented; everything else is the protocol's. */
  #route(route: Route): Promise<void> {
    const request = route.request();
    const answer = () => this.#ground.protocol.answer(route);
    if (!request.isNavigationRequest()) return answer();
    const isMain = request.frame() === this.#page?.mainFrame();
    const asked = this.#asked.delete(request.url());
    if (isMain && asked) {
      this.#leave();
      // A file is read by Chromium itself, if the program loads it; a page may ask for none.
      return request.url().startsWith("file:") ? route.continue() : answer();
    }
    const details = Object.assign(new Preventable(), {
      url: addressOut(request.url()),
      isMainFrame: isMain,
      isSameDocument: false,
    });
    if (request.redirectedFrom()) this.emit("will-redirect", details, details.url);
    this.emit("will-frame-navigate", details);
    if (isMain) this.emit("will-navigate", details, details.url);
    if (details.defaultPrevented) return route.abort("aborted");
    if (isMain) this.#leave();
    return answer();
  }

  /** The document goes, with its world and its ports. */
  #leave(): void {
    this.#world = null;
    this.#ends.closeAll();
  }

  /** What the page saves may be refused; who drives the page takes it in place of the user. */
  #download(download: Download): void {
    const event = new Preventable();
    this.#ground.session.emit("will-download", event, { getURL: () => addressOut(download.url()) }, this);
    if (event.defaultPrevented) void download.cancel();
  }

  async #popup(popup: Page): Promise<void> {
    const details = {
      url: addressOut(popup.url()),
      frameName: "",
      features: "",
      disposition: "new-window",
      referrer: { url: this.getURL(), policy: "default" },
    } as const;
    const { action } = this.#openHandler?.(details) ?? { action: "allow" };
    if (action === "deny") await popup.close();
    else this.emit("did-create-window", popup);
  }
}
