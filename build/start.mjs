// Opens the workstation: the desktop where Electron can run or be fetched, else the same window in a browser. npm start
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runInForeground } from "../bin/run-child.js";
import { buildAll } from "./build.mjs";
import { desktopObstacle } from "./start/desktop-obstacle.mjs";

const root = join(import.meta.dirname, "..");

const isBuilt = ["hosts/cli.js", "renderer/index.html"].every((name) => existsSync(join(root, "dist", name)));
if (!isBuilt && (await buildAll()) !== 0) process.exit(1);

const { obstacle, fetchFirst, electron } = await desktopObstacle(root);
if (obstacle === undefined && fetchFirst) {
  console.log("start: fetching Electron, once");
  spawnSync(process.execPath, [join(root, "node_modules", "electron", "install.js")], { stdio: "inherit" });
}
if (obstacle === undefined && existsSync(electron)) {
  runInForeground(electron, [root, ...process.argv.slice(2)], { cwd: root });
} else {
  console.log(`start: the desktop cannot run here, because ${obstacle ?? "Electron could not be fetched"}.`);
  console.log("start: the same workstation opens in a browser on this machine instead.");
  const serve = [join(root, "bin", "tessera.js"), "serve", ...process.argv.slice(2)];
  runInForeground(process.execPath, serve, { cwd: root });
}
