import { settingsList, settingsSet } from "../../../contract/methods/settings.ts";
import { register } from "../../handler.ts";
import { changeSettings } from "../live-settings.ts";
import { findSetting, settingKeys } from "../settings.ts";

/** settings.list */
export const settingsListHandler = register(settingsList, async (_request, { settings }) => ({
  file: settings.file,
  settings: settingKeys.map((key) => {
    const [section = "", name = ""] = key.split(".");
    const { setting } = findSetting(section, name);
    return {
      key,
      value: setting.format(settings.get(key)),
      default: setting.format(setting.default),
      unit: setting.unit,
      documentation: setting.documentation,
      allowed: setting.allowed,
      origin: settings.origin(key).kind,
    };
  }),
}));

/** settings.set */
export const settingsSetHandler = register(settingsSet, async ({ changes }, { settings, emit }) => {
  const before = changeSettings(settings.file, changes);
  settings.reload();
  emit({ kind: "settings-changed" });
  return { before };
});
