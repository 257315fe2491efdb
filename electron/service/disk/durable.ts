import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { lstat, mkdir, open, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { rename } from "./rename.ts";

/** What the operating system said about a file or folder, as a Problem with a way out. A Problem passes unchanged. */
export function diskProblem(error: unknown, path: string, doing: string): Problem {
  if (error instanceof Problem) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const text = error instanceof Error ? error.message : String(error);
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new Problem("disk-full", `The disk is full: ${doing} ${path} was not possible.`, {
        file: path,
        remedy: "Free space on this disk or choose another data folder (--home). Nothing was changed.",
      });
    case "ENOENT":
      // A file system may refuse what is new with the same word, as that of the processes does.
      if (doing === "writing" && existsSync(dirname(path))) {
        return new Problem("unreadable", `The folder ${dirname(path)} takes no new files.`, {
          file: path,
          remedy: "Choose another one.",
        });
      }
      if (doing === "writing") {
        return new Problem("not-found", `There is no folder ${dirname(path)}.`, {
          file: path,
          remedy: "Make the folder, or choose another one.",
        });
      }
      return new Problem("not-found", `${path} does not exist.`, { file: path, remedy: "Check the path." });
    case "EISDIR":
      return new Problem("unreadable", `${path} is a folder, not a file.`, {
        file: path,
        remedy: "Give a file.",
      });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new Problem("unreadable", `No permission for ${doing} ${path}.`, {
        file: path,
        remedy: "Ask for access to it, or choose another data folder (--home).",
      });
    default:
      return new Problem("unreadable", `${doing} ${path} failed: ${text}`, { file: path });
  }
}

/** The same of a file that a person named: `what` says what it was to be. */
export function readingProblem(error: unknown, path: string, what: string): Problem {
  const { report } = diskProblem(error, path, "reading");
  const message = report.message.startsWith(path) ? `The ${what} ${report.message}` : report.message;
  return new Problem(report.code, message, { file: path, remedy: report.remedy });
}

/**
 * Makes a folder and those above it that are missing. One that is there is left alone. mkdir's own `recursive` never returns
 * where a file system refuses new folders as "not there", as that of the processes does. Throws what the system says.
 */
export async function makeFolders(path: string): Promise<void> {
  const make = (): Promise<unknown> =>
    mkdir(path).then(
      () => null,
      (error: unknown) => error,
    );
  const refused = await make();
  if (refused === null || (await isFolder(path))) return;
  const above = dirname(path);
  if ((refused as NodeJS.ErrnoException).code !== "ENOENT" || above === path) throw refused;
  if (!(await isFolder(above))) await makeFolders(above);
  // Somebody else may have been faster, with the folder above or with this one.
  const again = await make();
  if (again !== null && !(await isFolder(path))) throw again;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (one) => one.isDirectory(),
    () => false,
  );

/**
 * Throws Problem "already-exists" for a file that is there: it may be the user's, and nothing else has what is in it. With
 * `replace` only what no file can take the place of is refused: a device, a pipe, the standard output by its name.
 */
export async function refuseFile(file: string, remedy: string, replace = false): Promise<void> {
  const there = await lstat(file).catch(() => undefined);
  if (!there) return;
  if (!replace) throw new Problem("already-exists", `${file} exists already.`, { file, remedy });
  const behind = there.isSymbolicLink() ? await stat(file).catch(() => undefined) : there;
  if (streams.test(file) || (behind && !behind.isFile() && !behind.isDirectory()))
    throw new Problem("unreadable", `${file} is no file that could be replaced.`, {
      file,
      remedy: "Give the name of a file.",
    });
}

/** Links to what a program reads or writes, which may be a file at the moment. */
const streams = /^\/(dev\/(std(in|out|err)|fd\/)|proc\/)/;

/** Makes the entries of a folder (a rename, a new file) survive a power cut. Windows does that by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a new file and waits until it is on the disk. Throws what the system says; an existing file is an error. */
export async function writeFlushed(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** As writeFlushed, but throws Problem. */
export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  await writeFlushed(path, content).catch((error: unknown) => {
    throw diskProblem(error, path, "writing");
  });
}

/** A name beside a path for what is not whole yet; the sweep of a data root removes it once this process is gone. */
export function temporaryBeside(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
}

/** Process that a name of `temporaryBeside` belongs to; undefined for any other name. */
export function ownerOfTemporary(name: string): number | undefined {
  const pid = /\.(\d+)-[0-9a-f]{8}\.tmp$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Replaces a small file in one step: a reader sees the old or the new content, whatever is killed. */
export async function replaceDurably(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await writeFlushed(temporary, content);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskProblem(error, path, "writing");
  }
}

/** The same in a folder that is made for it. */
export async function keepDurably(path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await makeFolders(folder).catch((error: unknown) => {
    throw diskProblem(error, folder, "making");
  });
  await replaceDurably(path, content);
}

/** Keeps a value as NAME.json of a folder, which is made for it; a reader sees the old or the new one. Returns the file. */
export async function keepJson(folder: string, name: string, value: unknown): Promise<string> {
  const file = join(folder, `${name}.json`);
  await keepDurably(file, `${JSON.stringify(value, null, 2)}\n`);
  return file;
}

/** Removes a file or folder if that is possible; what stays is removed by a later sweep. */
export async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
