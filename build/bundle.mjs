// Bundles the parts of the program with the configurations vite.PART.config.ts; Forge packages with the desktop's.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesUnder, hashOf } from "./native/fingerprint.mjs";

const root = join(import.meta.dirname, "..");

/** What every bundle is made of; the lock file stands for the packages. */
const ofAll = ["electron", "config", "package.json", "package-lock.json", "tsconfig.json"];

/** Of a bundle's sources and of what it is: other files in its place are no less a reason to make it than other sources. */
function keyOf(folder, sources) {
  const filesOf = (path) => (/\.json$/.test(path) ? [path] : filesUnder(path));
  const made = join(root, "dist", folder);
  const files = [...sources.map((name) => join(root, name)).flatMap(filesOf), ...filesUnder(made)];
  return hashOf(root, files, []);
}

/** Makes dist/FOLDER of these sources, unless it is there as they make it. */
async function unlessThere(folder, sources, make, force) {
  const stamp = join(root, ".cache", "bundles", `${folder}.txt`);
  const isThere = !force && existsSync(stamp) && existsSync(join(root, "dist", folder));
  if (isThere && readFileSync(stamp, "utf8") === keyOf(folder, sources)) return;
  rmSync(stamp, { force: true });
  // Vite is loaded where there is something to do.
  await make((await import("vite")).build);
  mkdirSync(join(root, ".cache", "bundles"), { recursive: true });
  writeFileSync(stamp, keyOf(folder, sources));
}

async function bundleParts(build, folder, parts) {
  rmSync(join(root, "dist", folder), { recursive: true, force: true });
  for (const part of parts) {
    const configFile = join(root, "config", "tooling", `vite.${part}.config.ts`);
    await build({ root, configFile, logLevel: "warn", publicDir: false });
  }
}

/** Command line and browser host, into dist/hosts; each part is loaded when it is first used. */
export const bundleHosts = (force) =>
  unlessThere("hosts", ofAll, (build) => bundleParts(build, "hosts", ["hosts"]), force);

/** The desktop's main process, preload and service, into dist/electron. */
export const bundleDesktop = (force) =>
  unlessThere(
    "electron",
    ofAll,
    (build) => bundleParts(build, "electron", ["main", "preload", "service"]),
    force,
  );

/** The window, into dist/renderer, for the desktop and for the browser host alike. */
export function bundleRenderer(force) {
  const configFile = join(root, "config", "tooling", "vite.renderer.config.ts");
  return unlessThere(
    "renderer",
    ["renderer", ...ofAll],
    (build) => build({ configFile, logLevel: "warn" }),
    force,
  );
}
