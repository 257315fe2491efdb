import { Problem } from "../../contract/problem.ts";
import { inside } from "./inside.ts";

/** Names under which requests of the contract carry paths of files and folders. A test compares this list with the contract. */
export const pathKeys: ReadonlySet<string> = new Set(["path", "file", "files", "out", "checkpoint"]);

/** A mapping is named, given as data, or read from a file whose name ends in .json. */
function isPathKey(key: string, value: unknown): boolean {
  return pathKeys.has(key) || (key === "mapping" && typeof value === "string" && value.endsWith(".json"));
}

/**
 * Lets a browser name only files below the data root (where uploads are staged and results lie): it runs on another machine when
 * the port is tunnelled, and a page must not be able to have the service read or write anywhere else.
 */
export function createPathGuard(home: string): (method: string, request: unknown) => Promise<unknown> {
  const check = async (value: unknown, isPath: boolean): Promise<unknown> => {
    if (typeof value === "string") {
      if (!isPath) return value;
      const real = await inside(home, value);
      if (real === null)
        throw new Problem("bad-request", `${value} lies outside the data root.`, {
          remedy: "Drop the file on the window; it is uploaded first.",
        });
      return real;
    }
    if (Array.isArray(value)) return Promise.all(value.map((item) => check(item, isPath)));
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    const entries = Object.entries(value).map(
      async ([key, item]) => [key, await check(item, isPathKey(key, item))] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };
  return (_method, request) => check(request, false);
}
