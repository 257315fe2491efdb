import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, dialog, Menu, protocol, session, shell } from "electron";
import { homeFolder } from "../hosts/home-folder.ts";
import { fileBelow } from "../hosts/path-guard.ts";
import { listen } from "./listen.ts";
import { menuTemplate } from "./menu-template.ts";
import { openWindow } from "./open-window.ts";
import { denyDownloads, denyPermissions, lockDown, serveApp } from "./page.ts";
import { startServiceProcess } from "./service-process.ts";

// Standard and secure, so that the page has an origin, storage and a content policy like any https page.
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  app.enableSandbox();
  lockDown(app);
  await app.whenReady();
  denyPermissions(session.defaultSession);
  denyDownloads(session.defaultSession);
  await serveApp(protocol, join(import.meta.dirname, "..", "renderer"));

  // The service's process asks the same function, in the same environment.
  const home = homeFolder().folder;
  for (const folder of ["results", "checkpoints"]) mkdirSync(join(home, folder), { recursive: true });
  let window: BrowserWindow | null = null;
  let nonce: string | null = null;
  const hand = (lost: string) => {
    if (window && nonce) window.webContents.postMessage("tessera:port", { nonce, lost }, [service.connect()]);
  };
  const service = startServiceProcess((message, isUp) => {
    if (isUp) hand(message);
    else dialog.showErrorBox("Tessera", message);
  });

  listen({
    connect(argument) {
      nonce = argument.nonce;
      hand("");
    },
    async reveal({ path }) {
      // Nowhere else: on Windows, showing a path of a network contacts the computer that it names.
      const real = await fileBelow(home, path);
      if (real === null) throw new Error(`${path} does not lie below the data root.`);
      shell.showItemInFolder(real);
    },
    chosen: ({ path }) => service.chosen(path),
  });
  const show = () => {
    window = openWindow(join(app.getPath("userData"), "window.json"));
    window.on("closed", () => {
      window = null;
      nonce = null;
    });
  };
  const send = (command: string) => window?.webContents.send("tessera:menu", command);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send, process.platform === "darwin")));
  show();
  app.on("activate", () => window ?? show());
  app.on("second-instance", () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on("window-all-closed", () => process.platform === "darwin" || app.quit());
  app.on("will-quit", () => service.stop());
}
