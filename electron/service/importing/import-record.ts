import { basename } from "node:path";
import { z } from "zod";
import { datasetMapping, type ImportOptions, importOptions } from "../../contract/importing.ts";
import type { VersionWriter } from "../datasets/version/begin.ts";
import { type Manifest, type SourceFile, sourceFile } from "../datasets/version/manifest.ts";
import { defined, type ImportSettings } from "./import-settings.ts";
import type { CsvFile } from "./source/open-csv.ts";
import type { UnderstoodFile } from "./understand-file.ts";

const step = z.object({
  action: z.enum(["import", "append"]),
  files: z.array(sourceFile),
  options: importOptions,
  /** What the replaced system put before the names of the strategies, in their order: the stem of each one's file. */
  prefixes: z.array(z.object({ prefix: z.string(), strategies: z.number() })).optional(),
  /** What was found of the first file: decides what a later file leaves open. */
  understood: z
    .object({
      numbers: z.object({ decimal: z.enum([".", ",", ""]), thousands: z.string(), accounting: z.boolean() }),
      dateFormat: z.string(),
      times: z.enum(["clock", "minutes", "seconds"]).optional(),
    })
    .optional(),
});
export type UnderstoodBefore = NonNullable<z.infer<typeof step>["understood"]>;

/** What the field `mapping` of a manifest holds: enough to make the same dataset from the same files again. */
const importRecord = z.object({
  /** The mapping that the first file was understood with. */
  mapping: datasetMapping,
  steps: z.array(step).min(1),
});
export type ImportRecord = z.infer<typeof importRecord>;
export type ImportStep = ImportRecord["steps"][number];

/** An import with everything that settings and mappings added to what the caller said. */
export function importStep(
  action: ImportStep["action"],
  files: readonly UnderstoodFile[],
  { prefixNames }: ImportOptions,
  { dialect, policies }: ImportSettings,
  {
    leftOut = new Map(),
    prefixes,
  }: { leftOut?: ReadonlyMap<string, string> | undefined; prefixes: NamePrefix[] },
): ImportStep {
  const { mapping: found, file, rows } = files[0] as UnderstoodFile;
  const ignored = Object.fromEntries([...leftOut.keys()].map((name) => [name, "ignore" as const]));
  const mapping = { ...found, force: { ...found.force, ...ignored } };
  return {
    action,
    files: sourceFiles(files),
    prefixes,
    understood: {
      numbers: { ...(file.reshaped?.numbers ?? file.numbers) },
      dateFormat: rows.dateFormat,
      times: rows.timeUnit ?? undefined,
    },
    options: {
      dialect,
      policies,
      mapping,
      prefixNames,
      include: [],
      exclude: [],
      rename: {},
      force: {},
      layout: {},
    },
  };
}

/** The record of a dataset; null for a dataset that came from elsewhere. */
export function recordOf(manifest: Manifest): ImportRecord | null {
  return importRecord.safeParse(manifest.mapping).data ?? null;
}

interface NamePrefix {
  readonly prefix: string;
  readonly strategies: number;
}

/**
 * What the replaced system puts before the names of a table's strategies; nothing where they have their file's name already.
 */
export function namePrefix({ source, origins, reshaped }: CsvFile, { prefixNames }: ImportOptions): string {
  const isOfFiles =
    reshaped !== undefined && ((origins?.length ?? 1) > 1 || reshaped.rule.by?.includes("file") === true);
  return prefixNames || isOfFiles ? "" : `${source.name.replace(/\.[^.]*$/, "")}_`;
}

/** What the replaced system puts before the name of a strategy of a dataset, by its place. */
export function prefixesOf(manifest: Manifest): (place: number) => string {
  const steps = recordOf(manifest)?.steps ?? [];
  const known = steps.flatMap(({ prefixes = [] }) =>
    prefixes.flatMap(({ prefix, strategies }) => Array.from({ length: strategies }, () => prefix)),
  );
  // Datasets that were written before tell the first file alone.
  const one = steps[0]?.options.prefixNames ? "" : `${manifest.source.fileName.replace(/\.[^.]*$/, "")}_`;
  return (place) => known[place] ?? one;
}

/** Options of an append: what was said now, else what the dataset was imported with. */
export function appendOptions(said: ImportOptions, base: Manifest): ImportOptions {
  const before = recordOf(base)?.steps[0]?.options;
  if (!before) return said;
  return {
    ...said,
    dialect: { ...before.dialect, ...defined(said.dialect) },
    policies: { ...before.policies, ...defined(said.policies) },
    mapping: said.mapping ?? before.mapping,
    layout: { ...before.layout, ...defined(said.layout) },
    prefixNames: said.prefixNames || before.prefixNames,
  };
}

/** What a manifest keeps of the files that were read. */
export function sourceFiles(files: readonly UnderstoodFile[]): SourceFile[] {
  const all = files.flatMap(({ file: { source, origins, opened } }) =>
    (origins ?? [source]).map(({ path, bytes, sha256 }) => ({
      fileName: basename(path),
      path,
      bytes,
      sha256: sha256 ?? opened.sha256,
    })),
  );
  // Several tables of one archive or workbook are one file.
  return [...new Map(all.map((one) => [one.path, one])).values()];
}

/** Copies the imported files into the version (setting storage.keep_source), so that it can be repaired without them. */
export async function keepSources(files: readonly UnderstoodFile[], writer: VersionWriter): Promise<void> {
  for (const source of sourceFiles(files)) {
    const taken = new Set(writer.files.map((file) => file.path));
    let path = `source/${source.fileName}`;
    for (let copy = 2; taken.has(path); copy++) path = `source/${copy}-${source.fileName}`;
    await writer.copyIn(source.path ?? "", {
      path,
      kind: "source",
      rows: 0,
      bytes: source.bytes,
      sha256: source.sha256,
    });
  }
}
