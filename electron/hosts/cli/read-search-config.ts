import { basename } from "node:path";
import type { ResultOf } from "../../contract/method.ts";
import { searchReadConfig } from "../../contract/methods/search.ts";
import type { CliSession } from "./cli-session.ts";
import { readTextFile } from "./read-text-file.ts";

/** What --config names, understood; its notes go to the user. Throws Problem "not-found", "unreadable" or "bad-setting". */
export async function readSearchConfig(
  session: CliSession,
  file: string | undefined,
): Promise<ResultOf<typeof searchReadConfig> | undefined> {
  if (!file) return undefined;
  const config = await session.call(searchReadConfig, {
    text: await readTextFile(file, "configuration"),
    file: basename(file),
  });
  for (const note of config.notes) session.note(note);
  return config;
}
