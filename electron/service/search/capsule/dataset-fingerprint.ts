import { createHash } from "node:crypto";
import type { Manifest } from "../../datasets/manifest.ts";

/** SHA-256, hex, over what a dataset version consists of: names and places of files do not matter, contents do. */
export function datasetFingerprint(manifest: Manifest): string {
  const contents = manifest.files.map((file) => file.sha256).sort();
  return createHash("sha256").update(contents.join("\n")).digest("hex");
}
