import { z } from "zod";
import {
  type DatasetMapping,
  datasetMapping,
  type ImportOptions,
  importOptions,
} from "../../contract/importing.ts";
import type { Manifest, SourceFile } from "../datasets/version/manifest.ts";
import type { ImportSettings } from "./import-settings.ts";

const step = z.object({
  action: z.enum(["import", "append"]),
  files: z.array(
    z.object({ fileName: z.string(), path: z.string().optional(), bytes: z.number(), sha256: z.string() }),
  ),
  options: importOptions,
});

/** What the field `mapping` of a manifest holds: enough to make the same dataset from the same files again. */
export const importRecord = z.object({
  /** The mapping that the first file was understood with. */
  mapping: datasetMapping,
  steps: z.array(step).min(1),
});
export type ImportRecord = z.infer<typeof importRecord>;
export type ImportStep = ImportRecord["steps"][number];

/** An import with everything that settings and mappings added to what the caller said. */
export function importStep(
  action: ImportStep["action"],
  files: readonly SourceFile[],
  mapping: DatasetMapping,
  { prefixNames }: ImportOptions,
  { dialect, policies }: ImportSettings,
): ImportStep {
  return {
    action,
    files: [...files],
    options: { dialect, policies, mapping, prefixNames, include: [], exclude: [], rename: {}, force: {} },
  };
}

/** The record of a dataset; null for a dataset that came from elsewhere. */
export function recordOf(manifest: Manifest): ImportRecord | null {
  return importRecord.safeParse(manifest.mapping).data ?? null;
}
