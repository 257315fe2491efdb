import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, readingProblem, temporaryBeside } from "../disk/durable.ts";
import { renameNow } from "../disk/rename.ts";
import { editIni, parseIni } from "./ini.ts";
import {
  findSetting,
  keyParts,
  readSetting,
  type SettingKey,
  type SettingLayer,
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
  /** The file that ships with the product, where the host has one: an installation's defaults. It need not exist. */
  readonly shipped?: string | undefined;
  /** The user's file; it need not exist unless `required`. */
  readonly file?: string;
  readonly required?: boolean;
  /** That of the working folder. It need not exist. */
  readonly project?: string | undefined;
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
    layers: (key) => current.layers(key),
    reload() {
      current = loadSettings(sources);
    },
  };
}

/**
 * The settings in force: defaults, then the shipped file, the user's, the project's, then the overrides.
 * Throws Problem "bad-setting" with file, line and what is allowed for an unknown key, a wrong type or a value out of range.
 */
export function loadSettings(sources: SettingSources = {}): Settings {
  const said = new Map<SettingKey, SettingLayer[]>();
  for (const name of settingKeys) {
    said.set(name, [{ value: findSetting(...keyParts(name)).setting.default, origin: { kind: "default" } }]);
  }
  const { file, required = false, shipped, project, overrides = [] } = sources;
  if (shipped) addFile(said, "shipped", shipped, false);
  if (file) addFile(said, "file", file, required);
  if (project) addFile(said, "project", project, false);
  for (const argument of overrides) addOverride(said, argument);
  const layers = (key: SettingKey): readonly SettingLayer[] => {
    const found = said.get(key);
    if (!found) throw new Problem("internal", `There is no setting ${key}.`);
    return found;
  };
  return {
    get: (key) => layers(key).at(-1)?.value as never,
    origin: (key) => layers(key).at(-1)?.origin ?? { kind: "default" },
    layers,
  };
}

type Said = ReadonlyMap<SettingKey, SettingLayer[]>;

function addFile(said: Said, kind: "shipped" | "file" | "project", file: string, required: boolean): void {
  for (const entry of parseIni(readText(file, required), file)) {
    const place = { file, line: entry.line };
    const { key, setting } = findSetting(entry.section, entry.key, place);
    if (kind === "project" && setting.isOwn) {
      throw new Problem("bad-setting", `${key} cannot be set for a folder.`, {
        ...place,
        remedy: "It names something of this machine: set it in the user's settings.",
      });
    }
    const value = readSetting(key, setting, entry.value, place);
    // The shipped file has every key: what it leaves as it is, nobody decided.
    if (kind === "shipped" && setting.format(value) === setting.format(setting.default)) continue;
    said.get(key)?.push({ value, origin: { kind, ...place } });
  }
}

function addOverride(said: Said, argument: string): void {
  const [, section, name, text] = /^\s*([^.=\s]+)\.([^=\s]+)\s*=\s*(.*?)\s*$/.exec(argument) ?? [];
  if (section === undefined || name === undefined || text === undefined) {
    const remedy = "Write --set section.key=value, for example --set search.seed=7.";
    throw new Problem("bad-setting", `"${argument}" is not a setting.`, { remedy });
  }
  const { key, setting } = findSetting(section.toLowerCase(), name.toLowerCase());
  said.get(key)?.push({ value: readSetting(key, setting, text), origin: { kind: "command-line", argument } });
}

function readText(file: string, required: boolean): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" && !required) return "";
    throw readingProblem(error, file, "settings file");
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
    const [section, key] = keyParts(name);
    const { key: fullKey, setting } = findSetting(section, key);
    if (setting.byHand) {
      throw new Problem(
        "bad-setting",
        `${fullKey} is run as a program, so no window and no command sets it.`,
        {
          remedy: `Write it to ${file} yourself, below [${section}].`,
        },
      );
    }
    if (value !== null) readSetting(fullKey, setting, value);
    const edited = editIni(text, file, section, key, value);
    text = edited.text;
    before[name] = edited.before;
  }
  checkWritten(text, file, changes);
  const temporary = temporaryBeside(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, text, { flush: true });
    renameNow(temporary, file);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    throw diskProblem(error, file, "writing");
  }
  return before;
}

/**
 * Reads what is about to be written as the next start will. Throws Problem "bad-setting" when that would not come to the same.
 */
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
