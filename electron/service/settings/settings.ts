import { Problem, type ProblemReport } from "../../contract/problem.ts";
import { nearestWord } from "../nearest-word.ts";
import type { Setting } from "./kinds.ts";
import { settingsTable } from "./table.ts";

type Table = typeof settingsTable;

/** "section.key" of every setting there is. */
export type SettingKey = {
  [Section in keyof Table]: `${Section}.${keyof Table[Section] & string}`;
}[keyof Table];

/** Type of the value of a key. */
type SettingValue<Key extends SettingKey> = Key extends `${infer Section}.${infer Name}`
  ? Section extends keyof Table
    ? Name extends keyof Table[Section]
      ? Table[Section][Name] extends Setting<infer Value>
        ? Value
        : never
      : never
    : never
  : never;

/**
 * Where the value in force comes from; the later wins: the default, the file that ships with the product, the user's, that of
 * the working folder (project), the command line.
 */
export type SettingOrigin =
  | { readonly kind: "default" }
  | { readonly kind: "shipped" | "file" | "project"; readonly file: string; readonly line: number }
  | { readonly kind: "command-line"; readonly argument: string };

/** What one layer says of a key. */
export interface SettingLayer<Value = unknown> {
  readonly value: Value;
  readonly origin: SettingOrigin;
}

/** The settings in force. Immutable; every value has passed its check. */
export interface Settings {
  get<Key extends SettingKey>(key: Key): SettingValue<Key>;
  /** Of the value in force. A shipped file that repeats the default says nothing. */
  origin(key: SettingKey): SettingOrigin;
  /** Everything that is said of a key, the default first; the last one is in force. */
  layers(key: SettingKey): readonly SettingLayer[];
}

const table: Readonly<Record<string, Readonly<Record<string, Setting<unknown>>>>> = settingsTable as never;

/** Every "section.key", in the order of the file. */
export const settingKeys = Object.entries(table).flatMap(([section, settings]) =>
  Object.keys(settings).map((key) => `${section}.${key}` as SettingKey),
);

/** "gpu.memory.ga" -> gpu, memory.ga. */
export function keyParts(name: string): [section: string, key: string] {
  const at = name.indexOf(".");
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
}

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

/** Text to a checked value. Throws Problem "bad-setting" that says what is allowed. */
export function readSetting<Value>(
  key: string,
  setting: Setting<Value>,
  text: string,
  place: Pick<ProblemReport, "file" | "line"> = {},
): Value {
  const parsed = setting.parse(text);
  const checked = parsed === undefined ? undefined : setting.schema.safeParse(parsed);
  if (checked?.success) return checked.data;
  const unit = setting.unit ? ` (${setting.unit})` : "";
  const words = setting.allowed.startsWith("one of ") ? setting.allowed.slice(7).split(", ") : [];
  const near = nearestWord(text, words);
  throw new Problem("bad-setting", `${key} = ${text} is not allowed: it must be ${setting.allowed}${unit}.`, {
    ...place,
    remedy: near ? `Did you mean ${near}?` : `The default is ${setting.format(setting.default)}.`,
  });
}

/** The value in force as the file spells it. */
export function settingText(settings: Settings, key: SettingKey): string {
  return findSetting(...keyParts(key)).setting.format(settings.get(key));
}

/** "section.key=value" of every setting of these sections that is not left to its default: what loadSettings takes. */
export function writtenSettings(settings: Settings, sections: readonly (keyof Table)[]): string[] {
  return settingKeys
    .filter((key) => sections.some((section) => key.startsWith(`${section}.`)))
    .filter((key) => settings.origin(key).kind !== "default")
    .map((key) => `${key}=${settingText(settings, key)}`);
}
