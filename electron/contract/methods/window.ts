import { z } from "zod";
import { defineMethod } from "../method.ts";

/** What a value is remembered by, for example "search-form"; it is the name of a file. */
const name = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*([.-][a-z0-9]+)*$/);

/** What windows remember of the user's entries and looks: kept by the service, so that it outlives a window that is killed. */
export const windowRecall = defineMethod({
  name: "window.recall",
  summary: "What windows remember: entries, what is open, looks",
  job: false,
  request: z.object({}),
  result: z.object({
    values: z.record(name, z.unknown()),
    /** Files that cannot be read as such. */
    damaged: z.array(z.object({ file: z.string(), reason: z.string() })),
  }),
});

/** Values are written as JSON. What is not among them stays as it is. It is on the disk when the call returns. */
export const windowRemember = defineMethod({
  name: "window.remember",
  summary: "Keep what a window remembers",
  job: false,
  request: z.object({ values: z.record(name, z.unknown()) }),
  result: z.object({}),
});
