import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopBridge } from "../contract/desktop-bridge.ts";

// A MessagePort cannot go through the context bridge; a window message carries it into the page. The page knows it by its nonce.
ipcRenderer.on("tessera:port", (event, message: { nonce: string; lost: string }) => {
  window.postMessage({ tessera: message.nonce, lost: message.lost }, window.location.origin, [
    ...event.ports,
  ]);
});

const bridge: DesktopBridge = {
  // Exactly these: what else the main process listens to, the page must not be able to say.
  request: async (name, argument) => {
    if (name !== "connect" && name !== "reveal") throw new Error("The page may not ask that.");
    return ipcRenderer.invoke(`tessera:${name}`, argument);
  },
  // A path comes only from a File that the user gave to the page: one that a script made has none.
  async pathOf(file) {
    const path = webUtils.getPathForFile(file as File);
    if (path !== "") await ipcRenderer.invoke("tessera:chosen", { path });
    return path;
  },
  onMenu(listener) {
    const forward = (_event: unknown, command: unknown) => {
      if (typeof command === "string") listener(command);
    };
    ipcRenderer.on("tessera:menu", forward);
    return () => ipcRenderer.removeListener("tessera:menu", forward);
  },
};
contextBridge.exposeInMainWorld("tessera", bridge);
