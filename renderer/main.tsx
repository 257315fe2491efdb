import { FocusStyleManager } from "@blueprintjs/core";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { chooseHost } from "./bridge/choose-host.ts";
import { HostContext } from "./bridge/host-context.ts";
import { App } from "./shell/App.tsx";
import { SignedOut } from "./shell/SignedOut.tsx";
import { applyPreferences } from "./state/apply-preferences.ts";
import { connectionLost } from "./state/connection.ts";
import { followAddress } from "./state/route.ts";

applyPreferences();
FocusStyleManager.alwaysShowFocus();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const host = await chooseHost((lost) => connectionLost.set(lost));
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
