import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve } from "node:path";

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
