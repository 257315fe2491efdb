import { sep } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { inside } from "./inside.ts";

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
