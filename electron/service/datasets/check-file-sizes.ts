import { stat } from "node:fs/promises";
import { join } from "node:path";
import { damagedFile } from "./damaged-file.ts";
import type { Manifest } from "./manifest.ts";

/** The cheap integrity check of every opening: each file is there and as long as it was. Throws Problem "damaged". */
export async function checkFileSizes(folder: string, files: Manifest["files"]): Promise<void> {
  await Promise.all(
    files.map(async ({ path, bytes }) => {
      const full = join(folder, path);
      const size = await stat(full).then(
        (one) => one.size,
        () => -1,
      );
      if (size < 0) throw damagedFile(full, "it is not there.");
      if (size !== bytes) throw damagedFile(full, `it has ${size} bytes instead of ${bytes}.`);
    }),
  );
}
