import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { diskProblem, replaceDurably } from "../../disk/durable.ts";
import { StoreRoot } from "../store/root.ts";
import { checkNoLinks } from "./files.ts";
import { type Manifest, parseManifest } from "./manifest.ts";

/** The version in force, null when there is no dataset of that name. Throws Problem "damaged" when no version is named. */
export async function readPointer(root: StoreRoot, name: string): Promise<number | null> {
  const file = root.pointer(name);
  const text = await readFile(file, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw diskProblem(error, file, "reading");
    return (await versionNumbers(root, name)).length === 0 ? null : undefined;
  });
  if (text === null) return null;
  const version = text === undefined ? undefined : /^v(\d{6,})\s*$/.exec(text)?.[1];
  if (version === undefined) {
    const what = text === undefined ? "is not there" : "does not name a version";
    throw new Problem("damaged", `The dataset "${name}" is damaged: its file current ${what}.`, {
      file,
      remedy: wayBack(name),
    });
  }
  return Number(version);
}

/** What can be done about a dataset whose version in force cannot be read. */
export function wayBack(name: string): string {
  return `Go back to a version that is whole (tessera rollback "${name}"), or import its file again over it (--replace).`;
}

/** Moves the pointer, in one step. */
export function movePointer(root: StoreRoot, name: string, version: number): Promise<void> {
  return replaceDurably(root.pointer(name), `${StoreRoot.versionFolder(version)}\n`);
}

/** The manifest of one version. Throws Problem "not-found" when it is not on the disk, "damaged" when it cannot be read. */
export async function readVersionManifest(root: StoreRoot, name: string, version: number): Promise<Manifest> {
  const folder = root.version(name, version);
  const file = join(folder, "manifest.json");
  await checkNoLinks(root.folder, folder, ["manifest.json"]).catch((error: unknown) => {
    // Without a store there is no dataset.
    if (error instanceof Problem) throw error;
  });
  const text = await readFile(file, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw diskProblem(error, file, "reading");
    if ((await versionNumbers(root, name)).includes(version)) {
      throw new Problem("damaged", `The dataset "${name}" is damaged: version ${version} has no manifest.`, {
        file,
        remedy: wayBack(name),
      });
    }
    throw new Problem("not-found", `The dataset "${name}" has no version ${version}.`, {
      remedy: `\`tessera history "${name}"\` lists the versions that there are.`,
    });
  });
  // The folder's name counts: a dataset may have been renamed since.
  const manifest = parseManifest(text, file, version, wayBack(name));
  await checkNoLinks(
    root.folder,
    folder,
    manifest.files.map(({ path }) => path),
  );
  return { ...manifest, name };
}

/** The manifest in force. Throws Problem "not-found" when there is no such dataset, "damaged" when it cannot be read. */
export async function readManifest(root: StoreRoot, name: string): Promise<Manifest> {
  let version = await readPointer(root, name);
  for (;;) {
    if (version === null) {
      throw new Problem("not-found", `There is no dataset "${name}".`, {
        remedy: "`tessera datasets` lists the datasets that there are.",
      });
    }
    try {
      return await readVersionManifest(root, name, version);
    } catch (error) {
      // Another version may have come into force meanwhile, and this one have been removed as too old.
      const now = await readPointer(root, name);
      if (now === version) throw inForce(error, name, version);
      version = now;
    }
  }
}

/** A version that should be in force and is not there is damage. */
function inForce(error: unknown, name: string, version: number): unknown {
  if (!(error instanceof Problem) || error.report.code !== "not-found") return error;
  return new Problem("damaged", `The dataset "${name}" is damaged: version ${version}, in force, is gone.`, {
    remedy: wayBack(name),
  });
}

/** Numbers of all versions of a dataset that are on the disk, ascending; none when there is no such dataset. */
export async function versionNumbers(root: StoreRoot, name: string): Promise<number[]> {
  const entries = await readdir(root.dataset(name)).catch(() => []);
  return entries
    .flatMap((entry) => /^v(\d{6,})$/.exec(entry)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
