import { EventEmitter } from "node:events";
import type { BrowserContext, CDPSession } from "@playwright/test";
import type Electron from "electron";

type Ask = Parameters<Electron.Session["setPermissionRequestHandler"]>[0];
type Check = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];

/** Electron's names of permissions, and Chromium's of the same. */
const permissions: Readonly<Record<string, string>> = {
  geolocation: "geolocation",
  notifications: "notifications",
  midi: "midi",
  "clipboard-read": "clipboardReadWrite",
  "clipboard-sanitized-write": "clipboardSanitizedWrite",
  media: "videoCapture",
  "window-management": "windowManagement",
  fileSystem: "localFonts",
};

/** electron.session.defaultSession. Without a handler Electron grants everything a page asks for, and so does this. */
export class DefaultSession extends EventEmitter {
  #ask: Ask = null;
  #check: Check = null;
  #browser: CDPSession | null = null;
  #applied = Promise.resolve();

  async open(context: BrowserContext): Promise<void> {
    const page = context.pages()[0] ?? (await context.newPage());
    this.#browser = await context.newCDPSession(page);
    this.#apply();
    await this.#applied;
  }

  setPermissionRequestHandler(handler: Ask): void {
    this.#ask = handler;
    this.#apply();
  }

  setPermissionCheckHandler(handler: Check): void {
    this.#check = handler;
    this.#apply();
  }

  /** No page here has a device to ask for. */
  setDevicePermissionHandler(): void {}

  #isAllowed(permission: string): boolean {
    const details = { isMainFrame: true, requestingUrl: "app://tessera/" };
    let asked = true;
    this.#ask?.(null as never, permission as never, (allowed) => (asked = allowed), details as never);
    const checked = this.#check?.(null, permission as never, "app://tessera", details as never) ?? true;
    return asked && checked;
  }

  #apply(): void {
    const browser = this.#browser;
    if (!browser) return;
    this.#applied = this.#applied.then(async () => {
      for (const [name, chromium] of Object.entries(permissions)) {
        const setting = this.#isAllowed(name) ? "granted" : "denied";
        // A Chromium that does not know one of them has nothing to guard there.
        await browser
          .send("Browser.setPermission", { permission: { name: permissionName(chromium) }, setting })
          .catch(() => {});
      }
    });
  }
}

/** The devtools protocol takes the web's names. */
function permissionName(name: string): string {
  if (name === "clipboardReadWrite") return "clipboard-read";
  if (name === "clipboardSanitizedWrite") return "clipboard-write";
  if (name === "videoCapture") return "camera";
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
