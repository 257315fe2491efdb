import { settingsExplain, settingsList, settingsSet } from "../../../contract/methods/settings.ts";
import { register } from "../../handler.ts";
import { changeSettings } from "../live-settings.ts";
import { findSetting, keyParts, type SettingKey, type SettingOrigin, settingKeys } from "../settings.ts";

/** settings.list */
export const settingsListHandler = register(settingsList, async (_request, { settings }) => ({
  file: settings.file,
  settings: settingKeys.map((key) => {
    const { setting } = findSetting(...keyParts(key));
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

/** settings.explain */
export const settingsExplainHandler = register(settingsExplain, async (request, { settings }) => {
  const { key, setting } = findSetting(...keyParts(request.key));
  const { unit, documentation, allowed } = setting;
  const layers = settings.layers(key as SettingKey).map(({ value, origin }) => ({
    origin: origin.kind,
    value: setting.format(value),
    place: placeOf(origin),
  }));
  return { key, unit, documentation, allowed, layers };
});

function placeOf(origin: SettingOrigin): string | null {
  if (origin.kind === "default") return null;
  if (origin.kind === "command-line") return `--set ${origin.argument}`;
  return `${origin.file}, line ${origin.line}`;
}

/** settings.set */
export const settingsSetHandler = register(settingsSet, async ({ changes }, { settings, emit }) => {
  const before = changeSettings(settings.file, changes);
  settings.reload();
  emit({ kind: "settings-changed" });
  return { before };
});
