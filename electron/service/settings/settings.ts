import type { Setting } from "./setting.ts";
import type { settingsTable } from "./settings-table.ts";

type Table = typeof settingsTable;

/** "section.key" of every setting there is. */
export type SettingKey = {
  [Section in keyof Table]: `${Section}.${keyof Table[Section] & string}`;
}[keyof Table];

/** Type of the value of a key. */
export type SettingValue<Key extends SettingKey> = Key extends `${infer Section}.${infer Name}`
  ? Section extends keyof Table
    ? Name extends keyof Table[Section]
      ? Table[Section][Name] extends Setting<infer Value>
        ? Value
        : never
      : never
    : never
  : never;

/** Where the value in force comes from; the later of default, file and command line wins. */
export type SettingOrigin =
  | { readonly kind: "default" }
  | { readonly kind: "file"; readonly file: string; readonly line: number }
  | { readonly kind: "command-line"; readonly argument: string };

/** The settings in force. Immutable; every value has passed its check. */
export interface Settings {
  get<Key extends SettingKey>(key: Key): SettingValue<Key>;
  origin(key: SettingKey): SettingOrigin;
}
