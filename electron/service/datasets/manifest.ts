import { z } from "zod";

/** manifest.json of a dataset version. Written last, so that a version without it does not exist. */
export const manifest = z.object({
  formatVersion: z.literal(1),
  name: z.string(),
  /** Version of the dataset, from 1; versions are immutable. */
  version: z.number().int().positive(),
  createdAt: z.string(),
  writer: z.string(),
  source: z.object({
    fileName: z.string(),
    bytes: z.number().int().nonnegative(),
    sha256: z.string(),
  }),
  observations: z.number().int().nonnegative(),
  strategies: z.number().int().nonnegative(),
  firstDate: z.string(),
  lastDate: z.string(),
  /** Which columns were understood as what; enough to import the file again. */
  mapping: z.unknown(),
  /** Cells not taken as written, by reason. */
  rejects: z.record(z.string(), z.number().int()),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string(),
      rows: z.number().int().nonnegative(),
    }),
  ),
});
export type Manifest = z.infer<typeof manifest>;
