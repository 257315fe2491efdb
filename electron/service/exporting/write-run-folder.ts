import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, removeQuietly, syncFolder, writeFlushed } from "../disk/durable.ts";
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
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(parent);
  } catch (error) {
    if (draft) await removeQuietly(draft);
    if (!isTaken((error as NodeJS.ErrnoException).code)) throw diskProblem(error, folder, "writing");
    throw new Problem("already-exists", `The run folder ${folder} exists already.`, {
      file: folder,
      remedy: "Choose another output folder, or start the run again for a new run id.",
    });
  }
}

/** Windows says EPERM where other systems say ENOTEMPTY. */
function isTaken(code: string | undefined): boolean {
  return code === "ENOTEMPTY" || code === "EEXIST" || (code === "EPERM" && process.platform === "win32");
}
