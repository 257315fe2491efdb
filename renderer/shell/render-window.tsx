import { Lock } from "@blueprintjs/icons";
import { createRoot } from "react-dom/client";
import { type Host, HostContext } from "../bridge/host.ts";
import { applyPreferences } from "../state/preferences.ts";
import { followAddress } from "../state/route.ts";
import { Message } from "../ui/messages.tsx";
import { App } from "./App.tsx";

/** Puts the window on the page: the workstation over its host, or why there is none. */
export function renderWindow(host: Host | null): void {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  applyPreferences();
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
