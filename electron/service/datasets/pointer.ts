import { readFile } from "node:fs/promises";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, replaceDurably } from "../disk/durable.ts";
import { StoreRoot } from "./store-root.ts";

/** The version in force, null when there is no dataset of that name. */
export async function readPointer(root: StoreRoot, name: string): Promise<number | null> {
  const file = root.pointer(name);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw diskProblem(error, file, "reading");
  }
  const version = /^v(\d{6,})\s*$/.exec(text)?.[1];
  if (version === undefined) {
    throw new Problem("damaged", `${file} does not name a version.`, {
      file,
      remedy: "Write the name of a version folder, such as v000001, into it.",
    });
  }
  return Number(version);
}

/** Moves the pointer, in one step. */
export function movePointer(root: StoreRoot, name: string, version: number): Promise<void> {
  return replaceDurably(root.pointer(name), `${StoreRoot.versionFolder(version)}\n`);
}
