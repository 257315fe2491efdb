import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Moves a dataset to the trash; dataset.restore brings it back. */
export const datasetDelete = defineMethod({
  name: "dataset.delete",
  summary: "Delete a dataset",
  job: false,
  request: z.object({ dataset: z.string() }),
  result: z.object({ trash: z.object({ id: z.string(), name: z.string(), deletedAt: z.string() }) }),
});
