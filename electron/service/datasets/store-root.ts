import { join } from "node:path";
import type { StorageOptions } from "./storage-options.ts";

/** Where the store is and how it writes: what every operation of the store starts from. */
export class StoreRoot {
  readonly home: string;
  readonly folder: string;
  readonly writer: string;
  readonly options: () => StorageOptions;

  constructor(home: string, writer: string, options: () => StorageOptions) {
    this.home = home;
    this.folder = join(home, "datasets");
    this.writer = writer;
    this.options = options;
  }

  dataset(name: string): string {
    return join(this.folder, name);
  }

  /** The file that names the version in force. */
  pointer(name: string): string {
    return join(this.folder, name, "current");
  }

  version(name: string, version: number): string {
    return join(this.folder, name, StoreRoot.versionFolder(version));
  }

  get trash(): string {
    return join(this.folder, ".trash");
  }

  get locks(): string {
    return join(this.folder, ".locks");
  }

  static versionFolder(version: number): string {
    return `v${String(version).padStart(6, "0")}`;
  }
}
