import type { Route } from "@playwright/test";
import type Electron from "electron";
import type { App } from "./app.ts";

type Handler = (request: Request) => Response | Promise<Response>;

/** Where the pages of a scheme of our own lie for Chromium, which knows no other schemes than its own. */
export const addressIn = (address: string): string =>
  address.replace(/^app:\/\/([^/]+)/, "https://$1.invalid");
/** The same address as the program knows it, that of a blob too. */
export const addressOut = (address: string): string =>
  address.replace(/^(blob:)?https:\/\/([^/]+)\.invalid/, "$1app://$2");

/** electron.protocol for the scheme `app`. Whatever else a page asks for is refused and kept: nothing leaves the machine. */
export class SchemeHandlers {
  readonly refused: string[] = [];
  readonly #app: App;
  #privileges: Electron.Privileges | null = null;
  #handler: Handler | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.#app.mustNotBeReady("protocol.registerSchemesAsPrivileged");
    this.#privileges = schemes.find(({ scheme }) => scheme === "app")?.privileges ?? {};
  }

  handle(scheme: string, handler: Handler): void {
    this.#app.mustBeReady("protocol");
    if (scheme !== "app" || this.#handler) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handler = handler;
  }

  /** Answers a request of a page as the program's handler does, within what the scheme's privileges allow. */
  async answer(route: Route): Promise<void> {
    const request = route.request();
    const address = addressOut(request.url());
    if (!address.startsWith("app://")) {
      this.refused.push(address);
      return route.abort("addressunreachable");
    }
    const { standard, secure, supportFetchAPI } = this.#privileges ?? {};
    const isFetch = ["fetch", "xhr"].includes(request.resourceType());
    // Without them Electron's page has no origin: scripts as modules, storage and crypto fail.
    if (!standard || !secure || (isFetch && !supportFetchAPI) || !this.#handler)
      return route.abort("accessdenied");
    const body = request.postDataBuffer();
    const response = await this.#handler(
      new Request(address, {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    );
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }
}
