import { createHash } from "node:crypto";
import { constants, copyFile, link, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diskProblem, syncFolder, writeDurably } from "../disk/durable.ts";
import { damagedFile } from "./damaged-file.ts";
import type { ManifestFile } from "./manifest.ts";

/** The files of a version that is being written, each on the disk before it is listed. */
export class VersionFiles {
  readonly folder: string;
  readonly list: ManifestFile[] = [];
  private readonly folders = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes a file of the version. */
  async add(
    file: Pick<ManifestFile, "path" | "kind" | "rows" | "cells">,
    content: Uint8Array,
  ): Promise<void> {
    await writeDurably(await this.place(file.path), content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    this.list.push({ ...file, bytes: content.byteLength, sha256 });
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
      await mkdir(dirname(full), { recursive: true });
    } catch (error) {
      throw diskProblem(error, full, "writing");
    }
    return full;
  }
}
