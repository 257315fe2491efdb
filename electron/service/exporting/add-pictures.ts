import { errorLogEntry, legacyErrorLog } from "./legacy-error-log.ts";
import { type LineEnds, withLineEnds } from "./line-ends.ts";

/** Adds the pictures to a run's files. Pictures that cannot be drawn do not cost the run: its error_log.txt says why they are missing. */
export async function addPictures(
  files: Map<string, string | Uint8Array>,
  drawn: Promise<ReadonlyMap<string, Uint8Array>>,
  lineEnds: LineEnds,
): Promise<void> {
  try {
    for (const [name, picture] of await drawn) files.set(name, picture);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = legacyErrorLog([errorLogEntry(new Date(), `The pictures were not drawn: ${reason}`)]);
    files.set("error_log.txt", `${files.get("error_log.txt") ?? ""}${withLineEnds(line, lineEnds)}`);
  }
}
