import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseIni } from "../../../electron/service/settings/ini.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";
import { formatIni, formatSettingsPage } from "../../../electron/service/settings/pages.ts";
import { findSetting, keyParts, settingKeys } from "../../../electron/service/settings/settings.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const shipped = join(root, "config", "parquet_arrow_config.ini");
const settingOf = (name: string) => {
  return findSetting(...keyParts(name)).setting;
};

describe("the table of settings", () => {
  it.each(settingKeys)("%s: its default passes its own check and survives the file", (name) => {
    const setting = settingOf(name);
    expect(setting.schema.safeParse(setting.default).success).toBe(true);
    expect(setting.parse(setting.format(setting.default))).toEqual(setting.default);
    expect(setting.documentation).toMatch(/^[A-Z0-9`a-z].*\.$/s);
  });

  it("is what the shipped file says (npm run settings writes it anew)", () => {
    expect(readFileSync(shipped, "utf8")).toBe(formatIni());
    expect(readFileSync(join(root, "docs", "settings.md"), "utf8")).toBe(formatSettingsPage());
  });

  it("is all in the shipped file, with the defaults", () => {
    const entries = parseIni(formatIni(), shipped);
    expect(entries.map(({ section, key }) => `${section}.${key}`)).toEqual(settingKeys);
    const fromFile = loadSettings({ file: shipped, required: true });
    for (const key of settingKeys) expect(fromFile.get(key)).toEqual(settingOf(key).default);
  });

  it("explains every key in the shipped file", () => {
    const lines = formatIni().split("\n");
    for (const { key, line } of parseIni(formatIni(), shipped)) {
      expect(lines[line - 2], key).toMatch(/^# .*\.$/);
    }
  });
});

describe("settings in force", () => {
  it("has no key that nothing reads", () => {
    const service = join(root, "electron");
    const sources = readdirSync(service, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.startsWith(join("service", "settings", "sections")))
      .map((name) => readFileSync(join(service, name), "utf8"))
      .join("\n");
    // Keys that end with an algorithm are read by its name.
    const isRead = (key: string) =>
      sources.includes(`"${key}"`) || sources.includes(`\`${key.slice(0, key.lastIndexOf("."))}.\${`);
    expect(settingKeys.filter((key) => !isRead(key))).toEqual([]);
  });
});
