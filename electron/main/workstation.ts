import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, dialog, Menu, nativeTheme, net, protocol, session, shell } from "electron";
import type { Loss, MenuCommand } from "../contract/desktop-bridge.ts";
import { homeFolder } from "../hosts/home-folder.ts";
import { fileBelow } from "../hosts/path-guard.ts";
import { diagnosticsText } from "./diagnostics.ts";
import { DragOut } from "./drag-out.ts";
import { Ends } from "./ends.ts";
import { type DesktopHandlers, listen } from "./listen.ts";
import { type Logs, openLogs } from "./logs.ts";
import { menuTemplate } from "./menu-template.ts";
import { newerVersion, updateAddress } from "./new-version.ts";
import { openWindow } from "./open-window.ts";
import { openRecentFiles, type RecentFiles } from "./opened-files.ts";
import { denyDownloads, denyPermissions, serveApp } from "./page.ts";
import { type ServiceProcess, startServiceProcess } from "./service-process.ts";
import { WorkUnderWay } from "./under-way.ts";

const LOG_TAIL_BYTES = 100_000;

/** The desktop: its one window, the service's process behind it, and what the system is told of both. */
export class Workstation {
  readonly #home: string;
  readonly #logs: Logs;
  readonly #recent: RecentFiles;
  readonly #service: ServiceProcess;
  readonly #underWay = new WorkUnderWay();
  readonly #dragOut = new DragOut((path) => this.#fileBelow(path));
  #window: BrowserWindow | null = null;
  /** What the page of the window is known by; null until it has asked for its line. */
  #nonce: string | null = null;
  #commands: readonly MenuCommand[] = [];
  #newVersion: string | null = null;
  readonly #pageEnds = new Ends();
  /** Losses that wait for a page that listens. */
  #untold: Loss[] = [];
  /** Files that wait for a page that listens. */
  #waiting: string[] = [];

  /** Once, after the app is ready. */
  static async open(): Promise<Workstation> {
    denyPermissions(session.defaultSession);
    denyDownloads(session.defaultSession);
    await serveApp(protocol, join(import.meta.dirname, "..", "renderer"));
    return new Workstation();
  }

  private constructor() {
    // The service's process asks the same function, in the same environment.
    this.#home = homeFolder().folder;
    for (const folder of ["results", "checkpoints"]) mkdirSync(join(this.#home, folder), { recursive: true });
    this.#logs = openLogs(app.getPath("logs"));
    this.#recent = openRecentFiles(join(app.getPath("userData"), "recent.json"));
    this.#service = startServiceProcess({
      say: (text) => this.#logs.write("service", text),
      onLoss: (loss) => {
        this.#logs.write("desktop", loss.message);
        this.#tellLoss(loss);
        if (loss.restarted) this.#handPort();
      },
    });
    listen(this.#handlers());
    app.on("child-process-gone", (_event, { type, reason }) => {
      this.#logs.write("desktop", `${type} ended: ${reason}`);
      // Chromium starts another by itself; the window draws anew what was drawn.
      if (type === "GPU" && reason !== "clean-exit")
        this.#tellLoss({
          of: "graphics",
          message: `The graphics process ended unexpectedly (${reason}); another is started and charts are drawn anew. Nothing else was lost.`,
          restarted: true,
        });
    });
    this.#setMenu();
    void this.#lookForNewVersion();
    this.#logs.write("desktop", `Tessera ${app.getVersion()} on ${process.platform} ${process.arch}`);
  }

  /** Opens the window, or brings it to the front. */
  show(): void {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
      return;
    }
    const window = openWindow(join(app.getPath("userData"), "window.json"), () =>
      this.#underWay.mayClose(window),
    );
    this.#window = window;
    window.on("closed", () => {
      this.#window = null;
      this.#nonce = null;
    });
    window.webContents.on("render-process-gone", (_event, { reason }) => this.#pageEnded(window, reason));
  }

  /** Loads the page of the window again, and leaves it to the user when it ends again and again. */
  #pageEnded(window: BrowserWindow, reason: string): void {
    this.#logs.write("desktop", `the page ended: ${reason}`);
    this.#nonce = null;
    if (reason === "clean-exit") return;
    this.#underWay.update({ titles: [], fraction: null }, window);
    if (!this.#pageEnds.mayGoOn()) {
      const question = {
        type: "error" as const,
        message: `${this.#pageEnds.said("The window's page")} (${reason}).`,
        detail: "Datasets, finished results and queued jobs are kept. The reason may stand in the log.",
        buttons: ["Load It Again", "Quit"],
      };
      if (dialog.showMessageBoxSync(window, question) === 1) {
        app.quit();
        return;
      }
      this.#pageEnds.forget();
    }
    const message = `The window's page ended unexpectedly (${reason}) and was loaded again. What it was waiting for was stopped; datasets, finished results and jobs are kept.`;
    this.#untold.push({ of: "page", message, restarted: true });
    window.webContents.reload();
  }

  /** Hands files to the window, which asks how they are to be read. */
  openFiles(paths: readonly string[]): void {
    if (paths.length === 0) return;
    for (const path of paths) this.#service.chosen(path);
    if (this.#window && this.#nonce) this.#window.webContents.send("tessera:open", paths);
    else this.#waiting.push(...paths);
  }

  stop(): void {
    this.#service.stop();
    this.#dragOut.end();
  }

  /**
   * The real path of a file below the data root. Nowhere else: on Windows, naming a path of a network contacts the computer in
   * it.
   */
  async #fileBelow(path: string): Promise<string> {
    const real = await fileBelow(this.#home, path);
    if (real === null) throw new Error(`${path} does not lie below the data root.`);
    return real;
  }

  #handlers(): DesktopHandlers {
    return {
      connect: ({ nonce }) => {
        this.#nonce = nonce;
        // A page that has only begun has nothing to offer a start of the service with.
        if (!this.#handPort()) {
          this.#service.restart();
          this.#handPort();
        }
        for (const loss of this.#untold.splice(0)) this.#tellLoss(loss);
        this.openFiles(this.#waiting.splice(0));
      },
      restart: () => {
        this.#service.restart();
        this.#handPort();
      },
      underWay: (present) => this.#underWay.update(present, this.#window),
      ended: ({ title, body }) => this.#underWay.ended(title, body, this.#window),
      commands: ({ commands }) => {
        this.#commands = commands;
        this.#setMenu();
      },
      opened: ({ paths }) => {
        this.#recent.add(paths);
        for (const path of paths) app.addRecentDocument(path);
        this.#setMenu();
      },
      theme: ({ source }) => {
        nativeTheme.themeSource = source;
      },
      reveal: async ({ path }) => shell.showItemInFolder(await this.#fileBelow(path)),
      drag: (dragged, { sender }) => this.#dragOut.start(sender, dragged),
      chosen: ({ path }) => this.#service.chosen(path),
    };
  }

  /** Gives the page a line to the service; false where there is none of the two. */
  #handPort(): boolean {
    const port = this.#window && this.#nonce ? this.#service.connect() : null;
    if (port) this.#window?.webContents.postMessage("tessera:port", { nonce: this.#nonce }, [port]);
    return port !== null;
  }

  #tellLoss(loss: Loss): void {
    if (this.#window && this.#nonce) this.#window.webContents.send("tessera:loss", loss);
    else this.#untold.push(loss);
  }

  #setMenu(): void {
    const template = menuTemplate({
      isMac: process.platform === "darwin",
      recent: this.#recent.list(),
      commands: this.#commands,
      newVersion: this.#newVersion,
      send: (command) => this.#window?.webContents.send("tessera:menu", command),
      open: (path) => this.openFiles([path]),
      clearRecent: () => {
        this.#recent.clear();
        app.clearRecentDocuments();
        this.#setMenu();
      },
      print: () => this.#print(),
      savePdf: () => void this.#savePdf(),
      about: () => void this.#about(),
      showNewVersion: () => void shell.openExternal(updateAddress(process.resourcesPath) ?? ""),
      showLogs: () => shell.showItemInFolder(join(this.#logs.folder, "tessera.log")),
      collectDiagnostics: () => void this.#collectDiagnostics(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** Asks the publisher of this package, if it names one, and offers what there is in the Help menu. */
  async #lookForNewVersion(): Promise<void> {
    const address = updateAddress(process.resourcesPath);
    if (!address) return;
    this.#newVersion = await newerVersion(address, app.getVersion(), (...given) => net.fetch(...given));
    if (this.#newVersion) this.#setMenu();
  }

  #print(): void {
    this.#window?.webContents.print({ printBackground: true }, (isPrinted, reason) => {
      // Who cancels knows that nothing was printed.
      if (!isPrinted && !/cancel/i.test(reason)) dialog.showErrorBox("The page could not be printed", reason);
    });
  }

  async #savePdf(): Promise<void> {
    const file = await this.#askWhere("Save as PDF", "tessera.pdf");
    const contents = this.#window?.webContents;
    if (!file || !contents) return;
    await this.#tryTo(file, async () =>
      writeFileSync(file, await contents.printToPDF({ printBackground: true, landscape: true })),
    );
  }

  async #collectDiagnostics(): Promise<void> {
    const file = await this.#askWhere("Collect diagnostics", "tessera-diagnostics.txt");
    const facts = { version: app.getVersion(), home: this.#home, log: this.#logs.tail(LOG_TAIL_BYTES) };
    if (file) await this.#tryTo(file, () => writeFileSync(file, diagnosticsText(facts)));
  }

  async #about(): Promise<void> {
    const { electron, chrome, node } = process.versions;
    const { response } = await dialog.showMessageBox({
      type: "info",
      message: `Tessera ${app.getVersion()}`,
      detail: `Electron ${electron}, Chromium ${chrome}, Node ${node}\nData: ${this.#home}\nLogs: ${this.#logs.folder}`,
      buttons: ["Close", "Engine Report"],
      cancelId: 0,
    });
    if (response === 1) this.#window?.webContents.send("tessera:menu", "screen:engine");
  }

  async #askWhere(title: string, name: string): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog({
      title,
      defaultPath: join(app.getPath("documents"), name),
    });
    return canceled || filePath === "" ? null : filePath;
  }

  async #tryTo(file: string, write: () => void | Promise<void>): Promise<void> {
    try {
      await write();
      shell.showItemInFolder(file);
    } catch (error) {
      dialog.showErrorBox(
        "The file could not be written",
        error instanceof Error ? error.message : String(error),
      );
    }
  }
}
