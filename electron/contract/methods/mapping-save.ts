import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetMapping } from "./dataset-mapping.ts";

/** Keeps a mapping under its name, over an earlier one of that name. */
export const mappingSave = defineMethod({
  name: "mapping.save",
  summary: "Save a mapping of columns",
  job: false,
  request: z.object({
    /** Name of the mapping to begin with; a plain one when left out. */
    base: z.string().optional(),
    mapping: datasetMapping.partial().extend({ name: datasetMapping.shape.name }),
  }),
  result: z.object({ name: z.string() }),
});
