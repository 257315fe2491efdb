import { readdir } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import type { StoreRoot } from "./root.ts";

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in a name
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f]/;

/** A dataset's name is its folder's name, so it must be one on every system. Throws Problem "bad-request". */
export function checkDatasetName(name: string): string {
  const why =
    name === ""
      ? "is empty"
      : Buffer.byteLength(name) > 120
        ? "is longer than 120 bytes"
        : forbidden.test(name)
          ? 'has one of the characters < > : " / \\ | ? * or a control character'
          : name.startsWith(".") || /[. ]$/.test(name) || name.startsWith(" ")
            ? "starts with a dot or a space, or ends with one"
            : reserved.test(name)
              ? "is reserved by Windows"
              : undefined;
  if (why === undefined) return name;
  throw new Problem("bad-request", `The dataset name "${name}" ${why}.`, {
    remedy: "Use letters, digits, spaces, dots, hyphens or underscores.",
  });
}

/** Throws Problem "already-exists" when a dataset has the name, in any case: on some systems that is one folder. */
export async function checkFreeName(root: StoreRoot, name: string): Promise<void> {
  checkDatasetName(name);
  const taken = await findDataset(root, name);
  if (taken === undefined) return;
  throw new Problem("already-exists", `There is a dataset "${taken}" already.`, {
    remedy: "Choose another name, or replace that dataset (--replace).",
  });
}

/** The dataset whose name differs at most in case. */
export async function findDataset(root: StoreRoot, name: string): Promise<string | undefined> {
  const folders = await readdir(root.folder).catch(() => []);
  return folders.find((folder) => folder.toLowerCase() === name.toLowerCase());
}
