import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem } from "../disk/durable.ts";
import { editIni, parseIni } from "./ini.ts";
import {
  findSetting,
  readSetting,
  type SettingKey,
  type SettingOrigin,
  type Settings,
  settingKeys,
} from "./settings.ts";

/** Settings that can be read again after their file has changed; readers always see the values in force. */
export interface LiveSettings extends Settings {
  readonly file: string;
  /** Throws Problem "bad-setting" and keeps the old values when the file is not right. */
  reload(): void;
}

export interface SettingSources {
  /** The user's file; it need not exist unless `required`. */
  readonly file?: string;
  readonly required?: boolean;
  /** "section.key=value", as after --set. The last one of a key wins. */
  readonly overrides?: readonly string[];
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

interface InForce {
  readonly value: unknown;
  readonly origin: SettingOrigin;
}

/**
 * The settings in force: defaults, then the file, then the overrides.
 * Throws Problem "bad-setting" with file, line and what is allowed for an unknown key, a wrong type or a value out of range.
 */
export function loadSettings(sources: SettingSources = {}): Settings {
  const inForce = new Map<SettingKey, InForce>();
  for (const name of settingKeys) {
    const [section = "", key = ""] = name.split(".");
    inForce.set(name, { value: findSetting(section, key).setting.default, origin: { kind: "default" } });
  }
  if (sources.file) {
    const file = sources.file;
    for (const entry of parseIni(readText(file, sources.required ?? false), file)) {
      const place = { file, line: entry.line };
      const { key, setting } = findSetting(entry.section, entry.key, place);
      const value = readSetting(key, setting, entry.value, place);
      inForce.set(key, { value, origin: { kind: "file", ...place } });
    }
  }
  for (const argument of sources.overrides ?? []) {
    const [, section, name, text] = /^\s*([^.=\s]+)\.([^=\s]+)\s*=\s*(.*?)\s*$/.exec(argument) ?? [];
    if (section === undefined || name === undefined || text === undefined) {
      const remedy = "Write --set section.key=value, for example --set search.seed=7.";
      throw new Problem("bad-setting", `"${argument}" is not a setting.`, { remedy });
    }
    const { key, setting } = findSetting(section.toLowerCase(), name.toLowerCase());
    inForce.set(key, { value: readSetting(key, setting, text), origin: { kind: "command-line", argument } });
  }
  const look = (key: SettingKey): InForce => {
    const found = inForce.get(key);
    if (!found) throw new Problem("internal", `There is no setting ${key}.`);
    return found;
  };
  return {
    get: (key) => look(key).value as never,
    origin: (key) => look(key).origin,
  };
}

function readText(file: string, required: boolean): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && !required) return "";
    const reason = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new Problem(
      code === "ENOENT" ? "not-found" : "unreadable",
      `The settings file ${file} ${reason}.`,
      { file },
    );
  }
}

/**
 * Writes changes ("section.key" to text, null = default again) to a settings file, all or none, by renaming a
 * complete new file over it. Returns the texts that were there. Throws Problem "bad-setting" as loadSettings does, and
 * "disk-full" or "unreadable" where the file cannot be written.
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
  checkWritten(text, file, changes);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text, { flush: true });
    renameSync(temporary, file);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw diskProblem(error, file, "writing");
  }
  return before;
}

/** Reads what is about to be written as the next start will. Throws Problem "bad-setting" when that would not come to the same. */
function checkWritten(text: string, file: string, changes: Readonly<Record<string, string | null>>): void {
  const entries = parseIni(text, file);
  for (const { section, key, value, line } of entries) {
    const found = findSetting(section, key, { file, line });
    readSetting(found.key, found.setting, value, { file, line });
  }
  for (const [name, value] of Object.entries(changes)) {
    const written =
      entries.find(({ section, key }) => `${section}.${key}` === name.toLowerCase())?.value ?? null;
    if (written === (value?.trim() ?? null)) continue;
    throw new Problem("bad-setting", `${name} cannot be set to ${JSON.stringify(value)}.`, {
      remedy: "Write it in one line.",
    });
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
