/** What a job writes beside the store: files and folders that its request names. */
import { readdir } from "node:fs/promises";
import type { Method } from "../../contract/method.ts";
import { mapPlaces } from "../../contract/places.ts";
import { removeQuietly } from "../disk/durable.ts";

/** Places of a request's outputs at which nothing is yet: whatever lies there later, the job has written. */
export async function freeOutputs(method: Method | undefined, request: unknown): Promise<string[]> {
  const outputs: string[] = [];
  if (method)
    await mapPlaces(method.request, request, (place, path) => {
      if (place === "output") outputs.push(path);
      return path;
    });
  const isFree = await Promise.all(outputs.map(holdsNothing));
  return outputs.filter((_, k) => isFree[k]);
}

const holdsNothing = (path: string): Promise<boolean> =>
  readdir(path).then(
    (names) => names.length === 0,
    ({ code }: NodeJS.ErrnoException) => code === "ENOENT",
  );

/**
 * Takes away what an attempt wrote whose process died, and says what that was: the next one would be refused, as nothing is
 * written over, and a job would fail that is done.
 */
export async function removeOutputs(paths: readonly string[]): Promise<string[]> {
  const there: string[] = [];
  for (const path of paths) {
    if (!(await holdsNothing(path))) there.push(path);
    await removeQuietly(path);
  }
  return there;
}
