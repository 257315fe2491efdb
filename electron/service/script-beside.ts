import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * A script that another process or thread runs: `source` in the folder of the sources, or `bundled` in the folder of a bundle;
 * `folder` is the caller's import.meta.dirname. Undefined where neither is there.
 */
export function scriptBeside(folder: string, source: string, bundled: string): string | undefined {
  return [source, bundled].map((name) => join(folder, name)).find((file) => existsSync(file));
}
