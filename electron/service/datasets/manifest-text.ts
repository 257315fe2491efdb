import { createHash } from "node:crypto";
import { Problem } from "../../contract/problem.ts";
import { type Manifest, manifest } from "./manifest.ts";

function checksumOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** manifest.json: the manifest and, last, the SHA-256 of its compact JSON without that field. */
export function manifestText(value: Manifest): string {
  // Through JSON once, so that the order of keys is the one that a reader gets.
  const content: object = JSON.parse(JSON.stringify(value));
  return `${JSON.stringify({ ...content, checksum: checksumOf(content) }, null, 1)}\n`;
}

/**
 * What manifestText wrote: the checksum stands for the schema, which would take longer than all else when hundreds of
 * manifests are read. Throws Error.
 */
export function writtenManifest(text: string): Manifest {
  const { checksum, ...content } = JSON.parse(text);
  if (checksum !== checksumOf(content)) throw new Error("its checksum does not agree");
  if (content.formatVersion !== 1) throw new Error(`its format version is ${content.formatVersion}, not 1`);
  return content;
}

/** Reads manifest.json. Throws Problem "damaged" when it is not what was written. */
export function parseManifest(text: string, file: string): Manifest {
  try {
    return manifest.parse(writtenManifest(text));
  } catch (error) {
    throw new Problem("damaged", `The manifest ${file} is damaged: ${(error as Error).message}`, {
      file,
      remedy: "Go back to another version of the dataset (tessera rollback), or import the file again.",
    });
  }
}
