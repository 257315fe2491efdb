import { viewKeep, viewList, viewToSettings } from "../../../contract/methods/view.ts";
import { settingsOfView } from "../../../contract/view.ts";
import { register } from "../../handler.ts";
import { changeSettings } from "../../settings/live-settings.ts";
import { keepView, readView, readViews } from "../kept-views.ts";

/** view.list */
export const viewListHandler = register(viewList, (_request, { home }) => readViews(home));

/** view.keep */
export const viewKeepHandler = register(viewKeep, async ({ dataset, view }, { home, datasets, emit }) => {
  // Throws "not-found"; what is gone can still be cleared.
  if (Object.keys(view).length > 0) await datasets.manifest(dataset);
  await keepView(home, dataset, view);
  emit({ kind: "views-changed" });
  return { view };
});

/** view.to-settings */
export const viewToSettingsHandler = register(
  viewToSettings,
  async ({ dataset }, { home, settings, emit }) => {
    const changes = settingsOfView((await readView(home, dataset)) ?? {});
    const before = changeSettings(settings.file, changes);
    settings.reload();
    emit({ kind: "settings-changed" });
    return { changes, before };
  },
);
