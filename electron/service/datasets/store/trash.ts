import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { diskProblem, makeFolders, syncFolder } from "../../disk/durable.ts";
import { rename } from "../../disk/rename.ts";
import type { Manifest } from "../version/manifest.ts";
import { readManifest } from "../version/pointer.ts";
import { withLock } from "./lock.ts";
import { checkFreeName } from "./name.ts";
import type { StoreRoot } from "./root.ts";
import { removeWhole } from "./temporary.ts";

/** A deleted dataset that can still be brought back. */
export interface TrashEntry {
  /** Name of its folder in the trash: `<name>~<milliseconds since 1970>-<random>`. */
  readonly id: string;
  readonly name: string;
  readonly deletedAt: string;
}

/** What is in the trash, the latest first. */
export async function listTrash(root: StoreRoot): Promise<TrashEntry[]> {
  const ids = await readdir(root.trash).catch(() => []);
  return ids.flatMap((id) => entryOf(id) ?? []).sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1));
}

/** Removes what has been in the trash for longer than the settings say. Never fails. */
export async function purgeTrash(root: StoreRoot): Promise<void> {
  const oldest = Date.now() - root.options().trashDays * 86_400_000;
  for (const { id, deletedAt } of await listTrash(root)) {
    if (Date.parse(deletedAt) < oldest) await removeWhole(root.folder, join(root.trash, id));
  }
}

/** Bytes of the files of an entry that are nowhere else: a file that another dataset has, too, frees nothing. */
export async function trashBytes(root: StoreRoot, id: string): Promise<number> {
  const folder = join(root.trash, id);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  let bytes = 0;
  for (const name of names) {
    const one = await stat(join(folder, name)).catch(() => undefined);
    if (one?.isFile() && one.nlink === 1) bytes += one.size;
  }
  return bytes;
}

/**
 * Removes entries of the trash for good: of these ids or names, or all. It writes nothing, so that it goes on a full disk, too.
 * Throws Problem "not-found", and "unreadable" for what cannot be removed.
 */
export async function emptyTrash(root: StoreRoot, wanted?: readonly string[]): Promise<TrashEntry[]> {
  const trash = await listTrash(root);
  const unknown = wanted?.find((one) => !trash.some(({ id, name }) => id === one || name === one));
  if (unknown !== undefined)
    throw new Problem("not-found", `There is no "${unknown}" in the trash.`, {
      remedy: "tessera trash lists what is in it.",
    });
  const chosen = trash.filter(({ id, name }) => !wanted || wanted.includes(id) || wanted.includes(name));
  for (const { id } of chosen) {
    const folder = join(root.trash, id);
    await removeWhole(root.folder, folder);
    if (existsSync(folder))
      throw new Problem("unreadable", `${folder} cannot be removed.`, {
        file: folder,
        remedy: "Close the programs that use it, and ask for permission to write there.",
      });
  }
  return chosen;
}

/** Moves a dataset with all its versions to the trash, in one step. Throws Problem "not-found". */
export function deleteDataset(root: StoreRoot, name: string): Promise<TrashEntry> {
  return withLock(
    root,
    [name],
    async () => {
      // What is damaged can be deleted too.
      if (!existsSync(root.dataset(name))) await readManifest(root, name);
      const id = `${name}~${Date.now()}-${randomBytes(3).toString("hex")}`;
      try {
        await makeFolders(root.trash);
        await rename(root.dataset(name), join(root.trash, id));
        for (const folder of [root.trash, root.folder]) await syncFolder(folder);
      } catch (error) {
        throw diskProblem(error, root.dataset(name), "deleting");
      }
      await purgeTrash(root);
      return entryOf(id) as TrashEntry;
    },
    true,
  );
}

/**
 * Brings a dataset back, under its old name or another: the one of this id, else the last that was deleted under this
 * name. Throws Problem "not-found" or "already-exists".
 */
export async function restoreDataset(root: StoreRoot, idOrName: string, as?: string): Promise<Manifest> {
  const trash = await listTrash(root);
  const entry = trash.find(({ id }) => id === idOrName) ?? trash.find(({ name }) => name === idOrName);
  if (!entry) {
    throw new Problem("not-found", `There is no "${idOrName}" in the trash.`, {
      remedy: "`tessera datasets` lists what can be brought back.",
    });
  }
  const name = as ?? entry.name;
  return withLock(root, [name], async () => {
    await checkFreeName(root, name);
    try {
      await rename(join(root.trash, entry.id), root.dataset(name));
      for (const folder of [root.folder, root.trash]) await syncFolder(folder);
    } catch (error) {
      throw diskProblem(error, root.dataset(name), "restoring");
    }
    return readManifest(root, name);
  });
}

function entryOf(id: string): TrashEntry | undefined {
  const [, name = "", time = ""] = /^(.+)~(\d+)-[0-9a-f]+$/.exec(id) ?? [];
  return name === "" ? undefined : { id, name, deletedAt: new Date(Number(time)).toISOString() };
}
