import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { constants, copyFile, link, open, realpath, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { diskProblem, makeFolders, syncFolder, writeDurably } from "../../disk/durable.ts";
import { type EncodedFile, summed } from "../parquet/encode.ts";
import type { Manifest, ManifestFile } from "./manifest.ts";

type FileToWrite = Pick<ManifestFile, "path" | "kind" | "rows" | "cells">;

/** The files of a version that is being written, each on the disk before it is listed. */
export class VersionFiles {
  readonly folder: string;
  readonly list: ManifestFile[] = [];
  private readonly folders = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes a file of the version. */
  add(file: FileToWrite, content: Uint8Array): Promise<void> {
    return this.addSummed(file, summed(content));
  }

  /** Writes a file of the version whose check sums are known. */
  async addSummed(file: FileToWrite, { bytes, sha256, crc32 }: EncodedFile): Promise<void> {
    await writeDurably(await this.place(file.path), bytes);
    this.list.push({ ...file, bytes: bytes.byteLength, sha256, crc32 });
  }

  /** Takes over an unchanged file of another version: the same bytes on the disk where the system can link. */
  async keep(file: ManifestFile, fromFolder: string): Promise<void> {
    const from = join(fromFolder, file.path);
    const to = await this.place(file.path);
    try {
      await link(from, to);
      this.list.push(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") throw damagedFile(from, "it is not there.");
      if (code === "ENOSPC") throw diskProblem(error, to, "writing");
      await this.copyIn(from, file);
    }
  }

  /** Copies a file from anywhere. */
  async copyIn(from: string, file: ManifestFile): Promise<void> {
    const to = await this.place(file.path);
    try {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      const copy = await open(to, "r+");
      await copy.sync().finally(() => copy.close());
    } catch (error) {
      throw diskProblem(error, to, "writing");
    }
    this.list.push(file);
  }

  /** Waits until the entries of all folders are on the disk. */
  async sync(): Promise<void> {
    for (const folder of this.folders) await syncFolder(folder);
  }

  private async place(path: string): Promise<string> {
    const full = join(this.folder, path);
    for (let folder = dirname(full); folder.startsWith(this.folder); folder = dirname(folder)) {
      this.folders.add(folder);
    }
    try {
      await makeFolders(dirname(full));
    } catch (error) {
      throw diskProblem(error, full, "writing");
    }
    return full;
  }
}

/** SHA-256 of a file's bytes, lower-case hex. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, signal ? { signal } : {});
  return hash.digest("hex");
}

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

/**
 * Throws Problem "damaged" when a version, or a file of it, is a link to somewhere else: what is read as a dataset lies in the
 * store. The store itself may be reached through links. Files that are missing pass: reading them says so.
 */
export async function checkNoLinks(store: string, folder: string, paths: readonly string[]): Promise<void> {
  const real = join(await realpath(store), relative(store, folder));
  const key = (path: string) => path.normalize("NFC").toLowerCase();
  await Promise.all(
    ["", ...paths].map(async (path) => {
      const found = await realpath(join(folder, path)).catch(() => undefined);
      if (found === undefined || key(found) === key(join(real, path))) return;
      throw damagedFile(join(folder, path), "it is a link to somewhere else.");
    }),
  );
}

/** A file of a dataset that is not as it was written. */
export function damagedFile(path: string, why: string): Problem {
  return new Problem("damaged", `The dataset file ${path} is damaged: ${why}`, {
    file: path,
    remedy:
      "Repair it (tessera verify NAME --repair), go back a version (tessera rollback NAME), or import its file again (--replace).",
  });
}
