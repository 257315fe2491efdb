import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { Problem } from "../../contract/problem.ts";

/**
 * The real path behind `path` when it lies inside `folder` after every link and ".." is followed, else null. A path that does
 * not exist yet is judged by the nearest folder that does.
 */
export async function inside(folder: string, path: string): Promise<string | null> {
  if (path.includes("\0")) return null;
  const root = await realpath(folder);
  const wanted = resolve(root, path);
  const real = await realOf(wanted);
  const fromRoot = relative(root, real);
  return fromRoot === "" || fromRoot.startsWith("..") || isAbsolute(fromRoot) ? null : real;
}

async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path
      ? path
      : resolve(await realOf(parent), path.slice(parent.length).replace(/^[\\/]+/, ""));
  }
}

/**
 * Names under which requests of the contract carry paths of files and folders, and the settings that do. A test compares this list
 * with the contract and the settings.
 */
export const pathKeys: ReadonlySet<string> = new Set([
  "path",
  "file",
  "files",
  "out",
  "checkpoint",
  "report",
  "jobs.watch_folder",
]);

/** Records whose keys are names of the user's columns, not of the contract. */
const userKeyed: ReadonlySet<string> = new Set(["force", "rename"]);

/** A mapping is named, given as data, or read from a file whose name ends in .json. */
function isPathKey(key: string, value: unknown): boolean {
  return pathKeys.has(key) || (key === "mapping" && typeof value === "string" && value.endsWith(".json"));
}

/**
 * Lets a browser name only files below the data root (where uploads are staged and results lie): it runs on another machine when
 * the port is tunnelled, and a page must not be able to have the service read or write anywhere else. Job files in the watch
 * folder name files in turn, so what was uploaded cannot be watched.
 */
export function createPathGuard(
  home: string,
  staging: string,
): (method: string, request: unknown) => Promise<unknown> {
  const realPath = async (key: string, value: string): Promise<string> => {
    if (key === "jobs.watch_folder" && value === "") return value;
    const real = await inside(home, value);
    const uploads = await inside(home, staging);
    if (real === null)
      throw new Problem("bad-request", `${value} lies outside the data root.`, {
        remedy: "Drop the file on the window; it is uploaded first.",
      });
    if (key === "jobs.watch_folder" && (real === uploads || real.startsWith(`${uploads}${sep}`)))
      throw new Problem("bad-request", "The folder of uploads cannot be watched.");
    return real;
  };
  const check = async (key: string, value: unknown): Promise<unknown> => {
    if (typeof value === "string") return isPathKey(key, value) ? realPath(key, value) : value;
    if (Array.isArray(value)) return Promise.all(value.map((item) => check(key, item)));
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    if (userKeyed.has(key)) return value;
    const entries = Object.entries(value).map(
      async ([name, item]) => [name, await check(name, item)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };
  return (_method, request) => check("", request);
}

/** A name that is one path component on every system: no separators, no control or reserved characters, no leading dot. */
export function safeFileName(name: string): string {
  const last = basename(name.replaceAll("\\", "/"))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
    .replace(/[\u0000-\u001f\u007f<>:"|?*/]/g, "_")
    .replace(/^\.+/, "")
    .slice(-180)
    .trim();
  return last === "" ? "upload" : last;
}
