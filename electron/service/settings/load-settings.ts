import { readFileSync } from "node:fs";
import { Problem } from "../../contract/problem.ts";
import { findSetting, settingKeys } from "./find-setting.ts";
import { parseIni } from "./parse-ini.ts";
import { readSetting } from "./read-setting.ts";
import type { SettingKey, SettingOrigin, Settings } from "./settings.ts";

export interface SettingSources {
  /** The user's file; it need not exist unless `required`. */
  readonly file?: string;
  readonly required?: boolean;
  /** "section.key=value", as after --set. The last one of a key wins. */
  readonly overrides?: readonly string[];
}

interface InForce {
  readonly value: unknown;
  readonly origin: SettingOrigin;
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
