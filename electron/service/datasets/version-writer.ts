import type { Manifest, ManifestFile } from "./manifest.ts";
import type { VersionDraft } from "./version-draft.ts";
import type { PartContent } from "./write-part.ts";

/**
 * A version of a dataset that is being written beside the others. Nothing of it is seen until `commit`, which puts
 * it in force in one step. Exactly one of `commit` and `discard` ends it and gives the dataset's lock back.
 */
export interface VersionWriter {
  readonly name: string;
  readonly version: number;
  /** Name and version of the program, for the files' "created by". */
  readonly createdBy: string;
  /** The version in force before; null for a new dataset. */
  readonly base: Manifest | null;
  /** Writes cells of one year to a new file and returns its path, for StoredObservation.part. */
  addPart(year: string, content: PartContent): Promise<string>;
  /** Files written or kept so far. */
  readonly files: readonly ManifestFile[];
  /** Writes another file of the version. */
  addFile(file: Pick<ManifestFile, "path" | "kind" | "rows">, content: Uint8Array): Promise<void>;
  /**
   * Takes over a file as it is, of `base` or of the version in `folder`. Before any addPart, so that new files get
   * names of their own.
   */
  keep(file: ManifestFile, folder?: string): Promise<void>;
  /** Copies a file from anywhere; bytes and checksum are the caller's and must be right. */
  copyIn(from: string, file: ManifestFile): Promise<void>;
  commit(draft: VersionDraft): Promise<Manifest>;
  /** Removes everything that was written; never throws. */
  discard(): Promise<void>;
}
