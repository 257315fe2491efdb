import { EventEmitter } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type Electron from "electron";
import type { App } from "./app.ts";
import type { MenuKey } from "./web-contents.ts";

/** Things that were shown to the user or handed to the system, in order; tests read it. */
export const shown: { readonly kind: string; readonly details: unknown }[] = [];
const note = (kind: string, details: unknown) => void shown.push({ kind, details });

export interface Entry extends Omit<Electron.MenuItemConstructorOptions, "submenu"> {
  readonly submenu?: Menu;
}

/** electron.Menu: entries as they were given, with their submenus built. */
export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly Entry[];

  constructor(items: readonly Entry[]) {
    this.items = items;
  }

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    const roles = new Set(["appMenu", "fileMenu", "editMenu", "viewMenu", "windowMenu"]);
    return new Menu(
      template.map(({ submenu, ...entry }) => {
        if (!entry.label && !entry.role && entry.type !== "separator")
          throw new TypeError("Invalid template for MenuItem: must have label, role or type");
        if (submenu)
          return {
            ...entry,
            submenu: Menu.buildFromTemplate(submenu as Electron.MenuItemConstructorOptions[]),
          };
        return roles.has(String(entry.role)) ? { ...entry, submenu: new Menu([]) } : entry;
      }),
    );
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  /** All entries of it and of its submenus. */
  all(): Entry[] {
    return this.items.flatMap((entry) => [entry, ...(entry.submenu?.all() ?? [])]);
  }

  getMenuItemById(id: string): Entry | null {
    return this.all().find((entry) => entry.id === id) ?? null;
  }
}

/** Whether a key is the accelerator, on a system whose Command key is Control. */
function isAccelerator(
  accelerator: string,
  { key, code, ctrlKey, metaKey, altKey, shiftKey }: MenuKey,
): boolean {
  const parts = accelerator.split("+");
  const last = (parts.pop() ?? "").toLowerCase();
  const wants = (...names: string[]) => parts.some((part) => names.includes(part));
  const isKey =
    key.toLowerCase() === last ||
    code.toLowerCase() === `digit${last}` ||
    code.toLowerCase() === `key${last}`;
  return (
    isKey &&
    ctrlKey === wants("CmdOrCtrl", "CommandOrControl", "Ctrl", "Control") &&
    altKey === wants("Alt", "Option") &&
    shiftKey === wants("Shift") &&
    metaKey === wants("Meta", "Super")
  );
}

/** Carries out the entry of the application menu that a key stands for. */
export function pressed(key: MenuKey, window: unknown): void {
  const entry = Menu.getApplicationMenu()
    ?.all()
    .find(
      ({ accelerator, enabled }) =>
        accelerator && enabled !== false && isAccelerator(String(accelerator), key),
    );
  entry?.click?.(entry as never, window as never, {} as never);
}

/** electron.dialog: what is shown is kept; questions are answered with their cancelId until a test says otherwise. */
export const dialog = {
  showErrorBox: (title: string, content: string) => note("error box", { title, content }),
  async showMessageBox(...given: unknown[]) {
    const options = given.at(-1) as Electron.MessageBoxOptions;
    note("message box", options);
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  showMessageBoxSync(...given: unknown[]) {
    const options = given.at(-1) as Electron.MessageBoxSyncOptions;
    note("message box", options);
    return options.cancelId ?? 0;
  },
  async showSaveDialog(...given: unknown[]) {
    note("save dialog", given.at(-1));
    return { canceled: true, filePath: "" };
  },
};

/** electron.nativeImage: a picture is its bytes, of no size. */
export class NativeImage {
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }
  resize(): NativeImage {
    return this;
  }
}
export const nativeImage = {
  createFromPath: (path: string) => new NativeImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
};

/** A drag of the system, begun by a page. Electron refuses one without a file or a picture of it. */
export function startDrag({ file, icon }: Electron.Item): void {
  if (file === "") throw new TypeError("Must specify either 'file' or 'files' option");
  if (typeof icon === "string" ? icon === "" : icon.isEmpty())
    throw new TypeError("'icon' parameter must not be empty");
  note("drag", file);
}

/** electron.shell. */
export const shell = {
  showItemInFolder: (path: string) => note("shown in folder", path),
  openExternal: async (address: string) => note("opened outside", address),
} satisfies Pick<Electron.Shell, "showItemInFolder" | "openExternal">;

/** electron.net: nothing leaves the machine, so there is no answer. */
export const net = {
  async fetch(address: string): Promise<Response> {
    note("fetched", address);
    throw new TypeError("net::ERR_INTERNET_DISCONNECTED");
  },
};

/** electron.Notification. */
export class Notification extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions;
  static isSupported(): boolean {
    return true;
  }
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
  }
  show(): void {
    note("notification", this.options);
    this.emit("show");
  }
}

/** electron.nativeTheme. `onChange` brings what the pages are to prefer. */
export class NativeTheme extends EventEmitter {
  #source: "system" | "light" | "dark" = "system";
  readonly #isSystemDark = true;
  readonly #onChange: (isDark: boolean) => void;

  constructor(onChange: (isDark: boolean) => void) {
    super();
    this.#onChange = onChange;
  }
  get themeSource() {
    return this.#source;
  }
  set themeSource(source) {
    this.#source = source;
    this.#changed();
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === "system" ? this.#isSystemDark : this.#source === "dark";
  }
  #changed(): void {
    this.#onChange(this.shouldUseDarkColors);
    this.emit("updated");
  }
}

/** electron.screen with one display. */
export const screenOf = (app: App) => ({
  getAllDisplays() {
    app.mustBeReady("screen");
    return [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 }, scaleFactor: 1 }];
  },
});
