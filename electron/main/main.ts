import { app, dialog, protocol } from "electron";
import { filesIn } from "./opened-files.ts";
import { lockDown } from "./page.ts";
import { Workstation } from "./workstation.ts";

// Standard and secure, so that the page has an origin, storage and a content policy like any https page.
protocol.registerSchemesAsPrivileged([
  { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

/** What the user gave, without the program and, unpackaged, its folder. */
const own = (args: readonly string[]) => args.slice(app.isPackaged ? 1 : 2);

if (app.requestSingleInstanceLock()) start().catch(fail);
else app.quit();

/** A data root that cannot be made, say: said in a box, because a desktop has no console. */
function fail(error: unknown): void {
  dialog.showErrorBox("Tessera cannot start", error instanceof Error ? error.message : String(error));
  app.exit(1);
}

async function start(): Promise<void> {
  app.enableSandbox();
  lockDown(app);
  // macOS may hand over a file before anything is ready.
  const early: string[] = filesIn(own(process.argv), process.cwd());
  const keepEarly = (_event: unknown, path: string) => early.push(path);
  app.on("open-file", keepEarly);
  await app.whenReady();
  app.off("open-file", keepEarly);

  const workstation = await Workstation.open();
  workstation.show();
  workstation.openFiles(early);
  app.on("open-file", (event, path) => {
    event.preventDefault();
    workstation.openFiles([path]);
  });
  app.on("activate", () => workstation.show());
  app.on("second-instance", (_event, args, cwd) => {
    workstation.show();
    workstation.openFiles(filesIn(own(args), cwd));
  });
  app.on("window-all-closed", () => process.platform === "darwin" || app.quit());
  app.on("will-quit", () => workstation.stop());
}
