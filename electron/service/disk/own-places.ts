import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { z } from "zod";
import { mapPlaces } from "../../contract/places.ts";
import { Problem } from "../../contract/problem.ts";

/**
 * The real path behind `path` when it lies inside `folder` after every link and ".." is followed, else null. A path that does
 * not exist yet is judged by the nearest folder that does.
 */
export async function inside(folder: string, path: string): Promise<string | null> {
  if (path.includes("\0")) return null;
  const root = await realOf(resolve(folder));
  const wanted = resolve(root, path);
  const real = await realOf(wanted);
  const fromRoot = relative(root, real);
  const isOutside = fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot);
  return fromRoot === "" || isOutside ? null : real;
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

/** Below the data root: views, portfolios and searches that are kept, a file each. */
export const [viewsFolder, portfoliosFolder, searchesFolder] = ["views", "portfolios", "searches"] as const;

/** What the product keeps below the data root: nothing else is written there, and no file of it is watched. */
export const ownNames: ReadonlySet<string> = new Set([
  "datasets",
  "jobs",
  "mappings",
  portfoliosFolder,
  "runs",
  searchesFolder,
  "staging",
  "settings.ini",
  viewsFolder,
  "window",
]);

/** The part of the data root that a path lies in and that is the product's own; undefined for any other place. */
export async function ownPlace(home: string, path: string): Promise<string | undefined> {
  const real = await inside(home, resolve(path));
  if (real === null) return undefined;
  const [first = ""] = relative(await realOf(resolve(home)), real).split(sep);
  // Without regard to case: on some systems that is one folder.
  return ownNames.has(first.toLowerCase()) ? first : undefined;
}

/** Refuses to write into the store, whoever asks. Throws Problem "bad-request". */
export async function checkOutput(home: string, path: string): Promise<string> {
  const own = await ownPlace(home, path);
  if (own === undefined) return path;
  throw new Problem("bad-request", `${path} lies in ${own} of the data root, which Tessera keeps.`, {
    file: path,
    remedy: "Choose another place, for example below results.",
  });
}

/** Refuses a request that would write into the store or watch it. Throws Problem "bad-request". */
export async function checkPlaces(home: string, schema: z.ZodType, request: unknown): Promise<void> {
  await mapPlaces(schema, request, async (place, text) => {
    if (place !== "output" && !(place === "watched" && text !== "")) return text;
    return checkOutput(home, text);
  });
}
