import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createService } from "../../service/create-service.ts";
import { liveSettings } from "../../service/settings/live-settings.ts";
import { startBrowserHost } from "./start-browser-host.ts";

/** Serves the window on 127.0.0.1: the program behind `npm start` where no desktop can run. */
const { values } = parseArgs({
  options: {
    home: { type: "string" },
    port: { type: "string", default: "0" },
    renderer: { type: "string", default: join(import.meta.dirname, "..", "renderer") },
    "upload-limit-mb": { type: "string", default: "8192" },
  },
});
const home = resolve(values.home ?? process.env.TESSERA_HOME ?? join(homedir(), ".tessera"));
const service = createService({
  home,
  settings: liveSettings({ file: join(home, "settings.ini"), required: false, overrides: [] }),
});
const host = await startBrowserHost({
  service,
  renderer: resolve(values.renderer),
  port: Number(values.port),
  uploadLimitBytes: Number(values["upload-limit-mb"]) * 2 ** 20,
});
const announce = () => console.log(`Tessera is at ${host.newAddress()}`);
announce();
console.log("The address opens one window. Press Enter for another, Ctrl+C to stop.");
process.stdin.on("data", announce);
// A file or /dev/null as standard input holds nothing open, and has no unref.
if ("unref" in process.stdin) process.stdin.unref();

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    service.close();
    void host.close().then(() => process.exit(0));
  });
