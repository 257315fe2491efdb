import type { VersionWriter } from "../datasets/version/begin.ts";
import { sourceFiles } from "./source-files.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/** Copies the imported files into the version (setting storage.keep_source), so that it can be repaired without them. */
export async function keepSources(files: readonly UnderstoodFile[], writer: VersionWriter): Promise<void> {
  for (const source of sourceFiles(files)) {
    const taken = new Set(writer.files.map((file) => file.path));
    let path = `source/${source.fileName}`;
    for (let copy = 2; taken.has(path); copy++) path = `source/${copy}-${source.fileName}`;
    await writer.copyIn(source.path ?? "", {
      path,
      kind: "source",
      rows: 0,
      bytes: source.bytes,
      sha256: source.sha256,
    });
  }
}
