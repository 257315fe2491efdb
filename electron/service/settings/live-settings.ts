import { loadSettings, type SettingSources } from "./load-settings.ts";
import type { Settings } from "./settings.ts";

/** Settings that can be read again after their file has changed; readers always see the values in force. */
export interface LiveSettings extends Settings {
  readonly file: string;
  /** Throws Problem "bad-setting" and keeps the old values when the file is not right. */
  reload(): void;
}

/** Loads the settings of a process. `file` is the user's settings file, which need not exist. */
export function liveSettings(sources: SettingSources & { readonly file: string }): LiveSettings {
  let current = loadSettings(sources);
  return {
    file: sources.file,
    get: (key) => current.get(key),
    origin: (key) => current.origin(key),
    reload() {
      current = loadSettings(sources);
    },
  };
}
