import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { diskProblem, replaceDurably } from "../../disk/durable.ts";
import { StoreRoot } from "../store/root.ts";
import { type Manifest, parseManifest } from "./manifest.ts";

/** The version in force, null when there is no dataset of that name. */
export async function readPointer(root: StoreRoot, name: string): Promise<number | null> {
  const file = root.pointer(name);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw diskProblem(error, file, "reading");
  }
  const version = /^v(\d{6,})\s*$/.exec(text)?.[1];
  if (version === undefined) {
    throw new Problem("damaged", `${file} does not name a version.`, {
      file,
      remedy: "Write the name of a version folder, such as v000001, into it.",
    });
  }
  return Number(version);
}

/** Moves the pointer, in one step. */
export function movePointer(root: StoreRoot, name: string, version: number): Promise<void> {
  return replaceDurably(root.pointer(name), `${StoreRoot.versionFolder(version)}\n`);
}

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

/** Numbers of all versions of a dataset that are on the disk, ascending; none when there is no such dataset. */
export async function versionNumbers(root: StoreRoot, name: string): Promise<number[]> {
  const entries = await readdir(root.dataset(name)).catch(() => []);
  return entries
    .flatMap((entry) => /^v(\d{6,})$/.exec(entry)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
