import { readFileSync, statSync, writeFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";

/** Kinds of files that the desktop opens by a double click; installers associate the same. */
export const openedExtensions = [".csv", ".tsv", ".parquet", ".xlsx"] as const;

/**
 * The files among a program's arguments: those that are there and of a kind that an import reads. `args` are without the
 * program and its folder; `cwd` is where they were given, which for a second instance is not where this process runs.
 */
export function filesIn(args: readonly string[], cwd: string): string[] {
  return args
    .filter((one) => !one.startsWith("-"))
    .map((one) => resolve(cwd, one))
    .filter(
      (path) => openedExtensions.some((extension) => path.toLowerCase().endsWith(extension)) && isFile(path),
    );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

const MOST = 10;
const paths = z.array(z.string().refine(isAbsolute)).max(MOST);

/** Files that were imported last, newest first; kept in a file of the desktop's own folder. */
export interface RecentFiles {
  list(): readonly string[];
  add(paths: readonly string[]): void;
  clear(): void;
}

export function openRecentFiles(file: string): RecentFiles {
  let known = readPaths(file);
  const keep = (next: readonly string[]) => {
    known = next.slice(0, MOST);
    try {
      writeFileSync(file, JSON.stringify(known));
    } catch {
      // They are forgotten with this run.
    }
  };
  return {
    list: () => known,
    add: (added) => keep([...added, ...known.filter((path) => !added.includes(path))]),
    clear: () => keep([]),
  };
}

/** What was kept; anything else than a list of paths is none. */
function readPaths(file: string): readonly string[] {
  try {
    return paths.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
