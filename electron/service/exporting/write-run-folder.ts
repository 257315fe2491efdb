import { mkdir, mkdtemp, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { runSideBySide } from "../run-side-by-side.ts";

/** A disk flushes several files in hardly more time than one. */
const filesAtATime = 8;

/**
 * Writes a whole run folder or none: files go to a hidden folder beside it, are flushed, and one rename makes
 * them visible. `files` maps file names to text (UTF-8) or bytes. Fails with "already-exists" rather than mix two runs.
 */
export async function writeRunFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const parent = dirname(folder);
  let draft: string | undefined;
  try {
    await mkdir(parent, { recursive: true });
    draft = await mkdtemp(join(parent, `.${basename(folder)}-`));
    const target = draft;
    await runSideBySide(
      [...files],
      filesAtATime,
      () => true,
      ([name, content]) => writeFlushed(join(target, name), content),
    );
    await flushFolder(draft);
    await rename(draft, folder);
    await flushFolder(parent);
  } catch (error) {
    if (draft) await rm(draft, { recursive: true, force: true });
    throw asProblem(error, folder);
  }
}

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A folder's entries survive a power cut only after this; Windows cannot and need not. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function asProblem(error: unknown, folder: string): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Problem("disk-full", `The disk is full; the run folder ${folder} was not written.`, {
      file: folder,
      remedy: "Free some space or choose another folder.",
    });
  }
  // Windows says EPERM where other systems say ENOTEMPTY.
  const isTaken =
    code === "ENOTEMPTY" || code === "EEXIST" || (code === "EPERM" && process.platform === "win32");
  if (isTaken) {
    return new Problem("already-exists", `The run folder ${folder} exists already.`, {
      file: folder,
      remedy: "Choose another output folder, or start the run again for a new run id.",
    });
  }
  return new Problem("unreadable", `The run folder ${folder} cannot be written: ${message}`, {
    file: folder,
  });
}
