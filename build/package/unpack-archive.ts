import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArchive } from "./read-archive.ts";

/** Writes all files of an archive, those beside it included, to `folder`: what Electron shows the program as the archive. */
export function unpackArchive(archive: string, folder: string): void {
  const bytes = readFileSync(archive);
  for (const { path, size, offset } of readArchive(archive)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (offset === undefined) copyFileSync(join(`${archive}.unpacked`, path), file);
    else writeFileSync(file, bytes.subarray(offset, offset + size));
  }
}
