import type { DesktopBridge } from "../../electron/contract/desktop-bridge.ts";
import { commandPaletteOpen } from "../shell/command-palette-open.ts";
import { goTo } from "../state/route.ts";
import { screenName } from "../state/screens.ts";
import { browserHost } from "./browser-host.ts";
import { desktopHost } from "./desktop-host.ts";
import type { Host } from "./host.ts";
import { signIn } from "./sign-in.ts";

/** The host of this window: the desktop's when its preload is there, else the browser's. Null when a browser is not signed in. */
export async function chooseHost(onLine: (lost: string | null) => void): Promise<Host | null> {
  const bridge = (window as { tessera?: DesktopBridge }).tessera;
  if (bridge) {
    bridge.onMenu(carryOut);
    return desktopHost(bridge, onLine);
  }
  const key = await signIn();
  return key === null ? null : browserHost(key, onLine);
}

/** An entry of the native menu. */
function carryOut(command: string): void {
  if (command === "palette") commandPaletteOpen.set(true);
  const screen = screenName.safeParse(command.replace(/^screen:/, ""));
  if (screen.success) goTo(screen.data);
}
