import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetName } from "../places.ts";
import { keptView } from "../view.ts";

/** The view that is kept of every dataset: what the window's screens chose, or `tessera view --keep`. */
export const viewList = defineMethod({
  name: "view.list",
  summary: "Views that are kept of datasets",
  job: false,
  request: z.object({}),
  result: z.object({
    /** By the dataset's name; one that is not there is looked at as it is. */
    views: z.record(z.string(), keptView),
    /** Files that cannot be read as views. */
    damaged: z.array(z.object({ file: z.string(), reason: z.string() })),
  }),
});

export const viewKeep = defineMethod({
  name: "view.keep",
  summary: "Keep a view of a dataset",
  job: false,
  request: z.object({ dataset: datasetName(), view: keptView }),
  result: z.object({ view: keptView }),
});

/** Writes what a kept view says and settings can say to the user's settings; dates, for one, are the dataset's alone. */
export const viewToSettings = defineMethod({
  name: "view.to-settings",
  summary: "Make the view of a dataset that of all, as settings",
  job: false,
  request: z.object({ dataset: datasetName() }),
  result: z.object({
    changes: z.record(z.string(), z.string().nullable()),
    /** What was in the file before, for undo: null where the key was not in it. */
    before: z.record(z.string(), z.string().nullable()),
  }),
});
