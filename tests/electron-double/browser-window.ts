import { EventEmitter } from "node:events";
import { pathToFileURL } from "node:url";
import type Electron from "electron";
import { Preventable } from "./app.ts";
import { type Ground, WebContents } from "./web-contents.ts";

/** What the main process uses of it, with Electron's own types. */
type Members =
  | ("close" | "destroy" | "focus" | "getNormalBounds" | "isFocused" | "isMaximized" | "isMinimized")
  | ("loadFile" | "loadURL" | "maximize" | "minimize" | "restore" | "setProgressBar" | "show");

/** electron.BrowserWindow over one page. Its place on the screen is only remembered. */
export class BrowserWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Members> {
  readonly webContents: WebContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  /** What the taskbar shows: -1 for nothing. */
  progress = -1;
  readonly #ground: Ground;
  readonly #opened: Promise<void>;
  readonly #state = { maximised: false, minimised: false, visible: false, focused: false, destroyed: false };
  #bounds: Electron.Rectangle;

  constructor(ground: Ground, options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    ground.app.mustBeReady("BrowserWindow");
    this.#ground = ground;
    this.options = options;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#state.visible = options.show !== false;
    this.webContents = new WebContents(ground, this);
    ground.app.windows.add(this);
    ground.app.emit("web-contents-created", {}, this.webContents);
    this.#opened = this.webContents.open(options.webPreferences ?? {});
  }

  async loadURL(address: string): Promise<void> {
    await this.#opened;
    await this.webContents.load(address);
    this.emit("ready-to-show");
  }

  async loadFile(path: string): Promise<void> {
    await this.loadURL(pathToFileURL(path).href);
  }

  close(): void {
    if (this.#state.destroyed) return;
    const event = new Preventable();
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.#state.destroyed = true;
    void this.webContents.end();
    this.emit("closed");
    this.#ground.app.windowClosed(this);
  }

  isMinimized(): boolean {
    return this.#state.minimised;
  }
  isMaximized(): boolean {
    return this.#state.maximised;
  }
  isFocused(): boolean {
    return this.#state.focused;
  }
  minimize(): void {
    this.#state.minimised = true;
  }
  restore(): void {
    this.#state.minimised = false;
  }
  maximize(): void {
    this.#state.maximised = true;
  }
  show(): void {
    this.#state.visible = true;
    this.focus();
  }
  focus(): void {
    this.#state.focused = true;
    this.emit("focus");
  }
  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }
  setProgressBar(fraction: number): void {
    this.progress = fraction;
  }
}
