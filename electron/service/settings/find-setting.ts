import { Problem, type ProblemReport } from "../../contract/problem.ts";
import { nearestWord } from "./nearest-word.ts";
import type { Setting } from "./setting.ts";
import type { SettingKey } from "./settings.ts";
import { settingsTable } from "./settings-table.ts";

const table: Readonly<Record<string, Readonly<Record<string, Setting<unknown>>>>> = settingsTable as never;

/** Every "section.key", in the order of the file. */
export const settingKeys = Object.entries(table).flatMap(([section, settings]) =>
  Object.keys(settings).map((key) => `${section}.${key}` as SettingKey),
);

/** Looks a key up. Throws Problem "bad-setting" that suggests the nearest section or key; `place` is where it stood. */
export function findSetting(
  section: string,
  key: string,
  place: Pick<ProblemReport, "file" | "line"> = {},
): { key: SettingKey; setting: Setting<unknown> } {
  const settings = table[section];
  if (!settings || !Object.hasOwn(table, section)) {
    const near = nearestWord(section, Object.keys(table));
    throw new Problem("bad-setting", `There is no section [${section}].`, {
      ...place,
      remedy: near ? `Did you mean [${near}]?` : `The sections are ${Object.keys(table).join(", ")}.`,
    });
  }
  const setting = Object.hasOwn(settings, key) ? settings[key] : undefined;
  if (!setting) {
    const near = nearestWord(key, Object.keys(settings));
    const elsewhere = settingKeys.find((name) => name.endsWith(`.${key}`));
    const meant = near ? `${section}.${near}` : elsewhere;
    throw new Problem("bad-setting", `There is no setting ${section}.${key}.`, {
      ...place,
      remedy: meant ? `Did you mean ${meant}?` : `[${section}] has ${Object.keys(settings).join(", ")}.`,
    });
  }
  return { key: `${section}.${key}` as SettingKey, setting };
}
