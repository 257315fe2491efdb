import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * Where a file of the packaged desktop lies for code that is not Electron's: a library that the system's loader opens or
 * a font that native code reads is kept beside the archive (forge.config.ts, asar.unpack). Other paths stay.
 */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/])app\.asar(?=[\\/])/, "$1app.asar.unpacked");
}

/**
 * A script that another process or thread runs: `source` in the folder of the sources, or `bundled` in the folder of a bundle;
 * `folder` is the caller's import.meta.dirname. Undefined where neither is there.
 */
export function scriptBeside(folder: string, source: string, bundled: string): string | undefined {
  return [source, bundled].map((name) => join(folder, name)).find((file) => existsSync(file));
}
