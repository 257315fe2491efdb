import { FocusStyleManager } from "@blueprintjs/core";
import "./styles/index.css";
import type { DesktopBridge } from "../electron/contract/desktop-bridge.ts";
import { browserHost, signIn } from "./bridge/browser-host.ts";
import { desktopHost } from "./bridge/desktop-host.ts";
import type { Host } from "./bridge/host.ts";
import { recall } from "./bridge/recall.ts";

FocusStyleManager.alwaysShowFocus();
const host = await chooseHost();
if (host) await recall(host.transport, window);
// Its modules read what was remembered as they load.
const { renderWindow } = await import("./shell/render-window.tsx");
renderWindow(host);

/**
 * The host of this window: the desktop's when its preload is there, else the browser's. Null when a browser is not signed in.
 */
async function chooseHost(): Promise<Host | null> {
  const bridge = (window as { tessera?: DesktopBridge }).tessera;
  if (bridge) return desktopHost(bridge);
  const key = await signIn();
  return key === null ? null : browserHost(key);
}
