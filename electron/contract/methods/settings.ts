import { z } from "zod";
import { defineMethod } from "../method.ts";
import { watchedFolder } from "../places.ts";

/**
 * Who decided a value; the later wins. A --set on the command line wins over all files, so they cannot change it in that run.
 */
const settingOrigin = z.enum(["default", "shipped", "file", "project", "command-line"]);

/** Every setting with its value in force, as text, and what a form needs to edit it. */
export const settingsList = defineMethod({
  name: "settings.list",
  summary: "List every setting with its value and where that comes from",
  job: false,
  request: z.object({}),
  result: z.object({
    /** The user's settings file; it need not exist. */
    file: z.string(),
    settings: z.array(
      z.object({
        /** "section.key" */
        key: z.string(),
        value: z.string(),
        default: z.string(),
        unit: z.string().nullable(),
        documentation: z.string(),
        allowed: z.string(),
        origin: settingOrigin,
      }),
    ),
  }),
});

/** What every layer says of a setting. */
export const settingsExplain = defineMethod({
  name: "settings.explain",
  summary: "Say what each layer says of a setting, and which one is in force",
  job: false,
  request: z.object({ key: z.string() }),
  result: z.object({
    key: z.string(),
    unit: z.string().nullable(),
    documentation: z.string(),
    allowed: z.string(),
    /** The default first; the last one is in force. */
    layers: z.array(
      z.object({
        origin: settingOrigin,
        value: z.string(),
        /** "settings.ini, line 4", "--set ..."; null for the default. */
        place: z.string().nullable(),
      }),
    ),
  }),
});

/** Changes settings in the user's file; null takes a key out, so that its default is in force again. */
export const settingsSet = defineMethod({
  name: "settings.set",
  summary: "Change settings in the user's settings file",
  job: false,
  request: z.object({
    changes: z
      .object({ "jobs.watch_folder": watchedFolder().nullable().optional() })
      .catchall(z.string().nullable()),
  }),
  /** What was in the file before, for undo: null where the key was not in it. */
  result: z.object({ before: z.record(z.string(), z.string().nullable()) }),
});
