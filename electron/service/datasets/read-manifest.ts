import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem } from "../disk/durable.ts";
import type { Manifest } from "./manifest.ts";
import { parseManifest } from "./manifest-text.ts";
import { readPointer } from "./pointer.ts";
import type { StoreRoot } from "./store-root.ts";

/** The manifest of one version. Throws Problem. */
export async function readVersionManifest(root: StoreRoot, name: string, version: number): Promise<Manifest> {
  const file = join(root.version(name, version), "manifest.json");
  try {
    // The folder's name counts: a dataset may have been renamed since.
    return { ...parseManifest(await readFile(file, "utf8"), file), name };
  } catch (error) {
    throw diskProblem(error, file, "reading");
  }
}

/** The manifest in force. Throws Problem "not-found" when there is no such dataset. */
export async function readManifest(root: StoreRoot, name: string): Promise<Manifest> {
  const version = await readPointer(root, name);
  if (version === null) {
    throw new Problem("not-found", `There is no dataset "${name}".`, {
      remedy: "`tessera datasets` lists the datasets that there are.",
    });
  }
  return readVersionManifest(root, name, version);
}
