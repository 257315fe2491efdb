import { FocusStyleManager } from "@blueprintjs/core";
import { Lock } from "@blueprintjs/icons";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import type { DesktopBridge } from "../electron/contract/desktop-bridge.ts";
import { browserHost, signIn } from "./bridge/browser-host.ts";
import { desktopHost } from "./bridge/desktop-host.ts";
import { type Host, HostContext } from "./bridge/host.ts";
import { App } from "./shell/App.tsx";
import { applyPreferences } from "./state/preferences.ts";
import { followAddress } from "./state/route.ts";
import { Message } from "./ui/messages.tsx";

applyPreferences();
FocusStyleManager.alwaysShowFocus();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const host = await chooseHost();
followAddress();
createRoot(root).render(
  host ? (
    <HostContext value={host}>
      <App />
    </HostContext>
  ) : (
    <SignedOut />
  ),
);

/** The host of this window: the desktop's when its preload is there, else the browser's. Null when a browser is not signed in. */
async function chooseHost(): Promise<Host | null> {
  const bridge = (window as { tessera?: DesktopBridge }).tessera;
  if (bridge) return desktopHost(bridge);
  const key = await signIn();
  return key === null ? null : browserHost(key);
}

/** What a browser sees without a valid one-time address. */
function SignedOut() {
  return (
    <Message icon={<Lock size={28} />} title="This address was already used">
      <p>
        An address of <code>tessera serve</code> opens one window. Press Enter in its terminal for another
        address, and open that.
      </p>
    </Message>
  );
}
