import type { Settings } from "../settings/settings.ts";
import type { StorageOptions } from "./storage-options.ts";

/** The storage section of the settings in force. */
export function storageSettings(settings: Settings): StorageOptions {
  return {
    compression: settings.get("storage.compression"),
    rowGroupStrategies: settings.get("storage.row_group_strategies"),
    byteStreamSplit: settings.get("storage.byte_stream_split"),
    versionsKept: settings.get("storage.versions_kept"),
    trashDays: settings.get("storage.trash_days"),
  };
}
