import { z } from "zod";
import { datasetMapping } from "../importing.ts";
import { defineMethod } from "../method.ts";
import { namedMapping } from "../places.ts";

const { name, use, header, layout, dialect, policies, ...others } = datasetMapping.shape;

/** Keeps a mapping under its name, over an earlier one of that name. */
export const mappingSave = defineMethod({
  name: "mapping.save",
  summary: "Save a mapping of columns",
  job: false,
  request: z.object({
    /** Name of the mapping to begin with; a plain one when left out. */
    base: namedMapping().optional(),
    /** What is left out stays as in the base: the defaults of a whole mapping must not take its place. */
    mapping: z.object({
      name,
      use,
      header,
      layout,
      dialect,
      policies,
      title: others.title.removeDefault().optional(),
      columns: others.columns.removeDefault().optional(),
      requires: others.requires.removeDefault().optional(),
      include: others.include.removeDefault().optional(),
      exclude: others.exclude.removeDefault().optional(),
      force: others.force.removeDefault().optional(),
      rename: others.rename.removeDefault().optional(),
    }),
  }),
  result: z.object({ name: z.string() }),
});
