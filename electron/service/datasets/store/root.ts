import { join } from "node:path";
import type { z } from "zod";
import type { compression } from "../../../contract/methods/dataset.ts";
import type { Settings } from "../../settings/settings.ts";
import { KeptResults } from "./kept.ts";
import { checkDatasetName } from "./name.ts";

/** How the Parquet files of a dataset are written. */
export interface StorageOptions {
  readonly compression: z.infer<typeof compression>;
  /** Strategies (rows) in one row group. */
  readonly rowGroupStrategies: number;
  readonly byteStreamSplit: boolean;
  /** Versions that stay available to a rollback. */
  readonly versionsKept: number;
  /** Days until a deleted dataset is removed for good; 0 = at once. */
  readonly trashDays: number;
  /** Most bytes of kept results, of all datasets together; 0 = none are kept. */
  readonly keptBytes: number;
}

/** The storage section of the settings in force. */
export function storageSettings(settings: Settings): StorageOptions {
  return {
    compression: settings.get("storage.compression"),
    rowGroupStrategies: settings.get("storage.row_group_strategies"),
    byteStreamSplit: settings.get("storage.byte_stream_split"),
    versionsKept: settings.get("storage.versions_kept"),
    trashDays: settings.get("storage.trash_days"),
    keptBytes: settings.get("storage.kept_mb") * 1e6,
  };
}

/** Where the store is and how it writes: what every operation of the store starts from. */
export class StoreRoot {
  readonly home: string;
  readonly folder: string;
  readonly writer: string;
  readonly options: () => StorageOptions;
  readonly kept: KeptResults = new KeptResults(this);

  constructor(home: string, writer: string, options: () => StorageOptions) {
    this.home = home;
    this.folder = join(home, "datasets");
    this.writer = writer;
    this.options = options;
  }

  /**
   * Folder of a dataset. Every place in the store comes from here: a name that is none leads nowhere. Throws Problem
   * "bad-request".
   */
  dataset(name: string): string {
    return join(this.folder, checkDatasetName(name));
  }

  /** The file that names the version in force. */
  pointer(name: string): string {
    return join(this.dataset(name), "current");
  }

  version(name: string, version: number): string {
    return join(this.dataset(name), StoreRoot.versionFolder(version));
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
