import type { App, Protocol, Session, WebFrameMain } from "electron";
import { desktopOrigin } from "../contract/desktop-bridge.ts";
import { securityHeaders } from "../hosts/browser/security-headers.ts";
import { loadStaticFiles } from "../hosts/browser/static-files.ts";

/** What a page may never do, for every page that is ever made: other addresses, new windows, webviews, permissions. */
export function lockDown(app: Pick<App, "on">): void {
  app.on("web-contents-created", (_event, contents) => {
    const stay = (event: { preventDefault(): void }, address: string) => {
      if (!address.startsWith(`${desktopOrigin}/`)) event.preventDefault();
    };
    contents.on("will-navigate", (event) => stay(event, event.url));
    contents.on("will-frame-navigate", (event) => stay(event, event.url));
    contents.on("will-redirect", (event) => stay(event, event.url));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
}

/** No camera, location, notifications, devices, downloads to elsewhere. The clipboard may be written: "copy as picture". */
export function denyPermissions(session: Session): void {
  const isAllowed = (permission: string) => permission === "clipboard-sanitized-write";
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  session.setDevicePermissionHandler(() => false);
}

/** Saves only what the window made itself, such as a picture or a table; nothing that some address offers. */
export function denyDownloads(session: Pick<Session, "on">): void {
  session.on("will-download", (event, item) => {
    if (!item.getURL().startsWith(`blob:${desktopOrigin}/`)) event.preventDefault();
  });
}

/** Answers app://tessera/... from the renderer's files, which are looked up in a map and never turned into a path. */
export async function serveApp(protocol: Pick<Protocol, "handle">, renderer: string): Promise<void> {
  const files = await loadStaticFiles(renderer);
  protocol.handle("app", (request) => {
    const address = URL.parse(request.url);
    const file =
      address?.host === "tessera" && request.method === "GET" ? files.get(address.pathname) : undefined;
    if (!file) return new Response("There is nothing here.", { status: 404, headers: securityHeaders });
    return new Response(new Uint8Array(file.body), {
      headers: { ...securityHeaders, "Content-Type": file.type },
    });
  });
}

/**
 * Whether a message comes from the window itself: the top frame of a page of ours. A frame that is gone (null) or was put into
 * the page is refused.
 */
export function isTrustedFrame(frame: Pick<WebFrameMain, "url" | "parent"> | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return URL.parse(frame.url)?.href.startsWith(`${desktopOrigin}/`) ?? false;
}
