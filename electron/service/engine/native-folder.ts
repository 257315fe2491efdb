import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "../../contract/problem.ts";
import { outsideArchive } from "../outside-archive.ts";

/**
 * Folder of tessera.node and the backend libraries: TESSERA_NATIVE_DIR, else resources/native of the packaged
 * desktop, else dist/native of the checkout that this file (or its bundle) lies in.
 */
export function nativeFolder(): string {
  const declared = process.env.TESSERA_NATIVE_DIR;
  if (declared) return declared;
  const resources = (process as { resourcesPath?: string }).resourcesPath;
  if (resources && existsSync(join(resources, "native", "tessera.node"))) return join(resources, "native");
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const candidate = join(folder, "dist", "native");
    if (existsSync(join(candidate, "tessera.node"))) return outsideArchive(candidate);
    folder = dirname(folder);
  }
  throw new Problem("internal", "The native module tessera.node was not found.", {
    remedy: "Run `npm run build` in the project root (it needs the Debian packages g++ and cmake).",
  });
}
