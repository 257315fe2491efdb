import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Changes settings in the user's file; null takes a key out, so that its default is in force again. */
export const settingsSet = defineMethod({
  name: "settings.set",
  summary: "Change settings in the user's settings file",
  job: false,
  request: z.object({ changes: z.record(z.string(), z.string().nullable()) }),
  /** What was in the file before, for undo: null where the key was not in it. */
  result: z.object({ before: z.record(z.string(), z.string().nullable()) }),
});
