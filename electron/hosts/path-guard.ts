import { isAbsolute, sep } from "node:path";
import type { z } from "zod";
import { mapPlaces, type Place } from "../contract/places.ts";
import { Problem } from "../contract/problem.ts";
import { inside } from "../service/disk/own-places.ts";

/** The real path of something below the data root, after every link; null when it lies elsewhere. */
export const fileBelow = inside;

export interface PathGuardOptions {
  /** Data root. */
  readonly home: string;
  /** What a method's request looks like; undefined for a name that is no method. */
  readonly requestOf: (method: string) => z.ZodType | undefined;
  /** Uploads: what lies there cannot be watched, because job files of the watch folder name files in turn. */
  readonly staging?: string;
  /** Whether the user chose or dropped this file, or the folder it lies in. A host without such files leaves it out. */
  readonly isChosen?: (path: string) => Promise<boolean>;
}

/** Looks at a request before the service does, and answers with the real paths in it. Throws Problem "bad-request". */
export type PathGuard = (method: string, request: unknown) => Promise<unknown>;

/**
 * Lets a window name only files below the data root (where uploads are staged and results lie), and those that the user gave to
 * it: a page must not be able to have the service read or write anywhere else. Which fields are paths is what their schemas
 * say.
 */
export function createPathGuard({ home, requestOf, staging, isChosen }: PathGuardOptions): PathGuard {
  const outside = (path: string) =>
    new Problem("bad-request", `${path} lies outside the data root.`, {
      remedy: "Drop the file on the window, or choose it there.",
    });
  const look = async (place: Place, text: string): Promise<string> => {
    if (place === "dataset" || text === "") return text;
    const real = await inside(home, text);
    if (real === null && place === "input" && isAbsolute(text) && (await isChosen?.(text))) return text;
    if (real === null) throw outside(text);
    if (place === "watched" && staging !== undefined) {
      const uploads = await inside(home, staging);
      if (real === uploads || real.startsWith(`${uploads}${sep}`))
        throw new Problem("bad-request", "The folder of uploads cannot be watched.");
    }
    return real;
  };
  const guard: PathGuard = async (method, request) => {
    const schema = requestOf(method);
    if (!schema) return request;
    const checked = await mapPlaces(schema, request, look);
    if (method !== "job.submit") return checked;
    // A call within a call: the queue makes it later.
    const { method: queued, request: call } = Object(checked) as { method?: unknown; request?: unknown };
    return { ...Object(checked), request: await guard(String(queued), call) };
  };
  return guard;
}
