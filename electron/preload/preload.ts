import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopBridge } from "../contract/desktop-bridge.ts";

// A MessagePort cannot go through the context bridge; a window message carries it into the page. The page knows it by its
// nonce.
ipcRenderer.on("tessera:port", (event, message: { nonce: string }) => {
  window.postMessage({ tessera: message.nonce }, window.location.origin, [...event.ports]);
});

/** Passes what the main process says under a name on to a listener of the page, without the event. */
function hear(name: string, listener: (message: unknown) => void): () => void {
  const forward = (_event: unknown, message: unknown) => listener(message);
  ipcRenderer.on(name, forward);
  return () => ipcRenderer.removeListener(name, forward);
}

const bridge: DesktopBridge = {
  // What the preload script says for the user, the page must not be able to say.
  request: async (name, argument) => {
    if ((name as string) === "chosen") throw new Error("The page may not ask that.");
    return ipcRenderer.invoke(`tessera:${name}`, argument);
  },
  // A path comes only from a File that the user gave to the page: one that a script made has none.
  async pathOf(file) {
    const path = webUtils.getPathForFile(file as File);
    if (path !== "") await ipcRenderer.invoke("tessera:chosen", { path });
    return path;
  },
  onMenu: (listener) => hear("tessera:menu", (command) => typeof command === "string" && listener(command)),
  onOpen: (listener) => hear("tessera:open", listener),
  onLoss: (listener) => hear("tessera:loss", listener),
};
contextBridge.exposeInMainWorld("tessera", bridge);
