import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopBridge } from "../contract/desktop-bridge.ts";

// A MessagePort cannot go through the context bridge; a window message carries it into the page. The page knows it by its nonce.
ipcRenderer.on("tessera:port", (event, message: { nonce: string; lost: string }) => {
  window.postMessage({ tessera: message.nonce, lost: message.lost }, window.location.origin, [
    ...event.ports,
  ]);
});

const bridge: DesktopBridge = {
  request: (name, argument) => ipcRenderer.invoke(`tessera:${name}`, argument),
  pathOf: (file) => webUtils.getPathForFile(file as File),
  onMenu(listener) {
    const forward = (_event: unknown, command: unknown) => {
      if (typeof command === "string") listener(command);
    };
    ipcRenderer.on("tessera:menu", forward);
    return () => ipcRenderer.removeListener("tessera:menu", forward);
  },
};
contextBridge.exposeInMainWorld("tessera", bridge);
