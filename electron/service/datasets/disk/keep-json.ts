import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { diskProblem } from "./disk-problem.ts";
import { replaceDurably } from "./replace-durably.ts";

/** Keeps a value as NAME.json of a folder, which is made for it; a reader sees the old or the new one. Returns the file. */
export async function keepJson(folder: string, name: string, value: unknown): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw diskProblem(error, folder, "making");
  }
  const file = join(folder, `${name}.json`);
  await replaceDurably(file, `${JSON.stringify(value, null, 2)}\n`);
  return file;
}
