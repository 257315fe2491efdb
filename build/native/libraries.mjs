import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";

/** The addon and the backends that a build folder holds, as they are named on `platform` (Node's name of it). */
export function libraryFiles(buildFolder, platform) {
  const suffix = { win32: ".dll", darwin: ".dylib" }[platform] ?? ".so";
  const prefix = platform === "win32" ? "" : "lib";
  return [
    join("addon", "tessera.node"),
    join("backends", "cpu", `${prefix}tessera_backend_cpu${suffix}`),
    join("backends", "cuda", `${prefix}tessera_backend_cuda${suffix}`),
  ]
    .map((name) => join(buildFolder, name))
    .filter(existsSync);
}

/** Users have the system's libraries and a driver, and no toolkit and no runtime of a compiler. */
async function refuseStrangeLibraries(file, platform) {
  // Loaded here: a Node that is too old hands over to the pinned one before it reads TypeScript.
  const { neededLibraries } = await import("../package/needed-libraries.ts");
  const { strangeLibraries } = await import("../package/strange-libraries.ts");
  const strange = strangeLibraries(neededLibraries(file), platform);
  if (strange.length > 0)
    throw new Error(`${basename(file)} would need ${strange.join(", ")} on a user's machine`);
}

/**
 * Copies libraries into a folder, which is made. Each is copied beside and renamed: a running process keeps the file that it
 * has mapped.
 */
export async function copyLibraries(files, folder, platform) {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    if (platform !== "darwin") await refuseStrangeLibraries(file, platform);
    const target = join(folder, basename(file));
    copyFileSync(file, `${target}.new`);
    renameSync(`${target}.new`, target);
  }
}
