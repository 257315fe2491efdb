import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { editIni } from "./edit-ini.ts";
import { findSetting } from "./find-setting.ts";
import { readSetting } from "./read-setting.ts";

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/**
 * Writes changes ("section.key" to text, null = default again) to a settings file, all or none, by renaming a
 * complete new file over it. Returns the texts that were there. Throws Problem "bad-setting" as loadSettings does.
 */
export function changeSettings(
  file: string,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  let text = readOrEmpty(file);
  const before: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(changes)) {
    const [section = "", ...rest] = name.split(".");
    const key = rest.join(".");
    const { key: fullKey, setting } = findSetting(section, key);
    if (value !== null) readSetting(fullKey, setting, value);
    const edited = editIni(text, file, section, key, value);
    text = edited.text;
    before[name] = edited.before;
  }
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { flush: true });
  renameSync(temporary, file);
  return before;
}
