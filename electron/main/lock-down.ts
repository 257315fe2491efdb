import type { App, Session } from "electron";
import { desktopOrigin } from "../contract/desktop-bridge.ts";

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
