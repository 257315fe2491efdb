import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import enhanced from "../../../config/mappings/enhanced.json" with { type: "json" };
import exporters from "../../../config/mappings/exporters.json" with { type: "json" };
import heavydb from "../../../config/mappings/heavydb.json" with { type: "json" };
import legacy from "../../../config/mappings/legacy.json" with { type: "json" };
import regimes from "../../../config/mappings/regimes.json" with { type: "json" };
import zones from "../../../config/mappings/zones.json" with { type: "json" };
import { type DatasetMapping, datasetMapping, type ImportOptions } from "../../contract/importing.ts";
import { datasetNameFault } from "../../contract/places.ts";
import { Problem } from "../../contract/problem.ts";
import { checkDatasetName } from "../datasets/store/name.ts";
import { keepJson, readingProblem } from "../disk/durable.ts";
import { inTurns } from "../turns.ts";
import { refuseUnknownKeys } from "../unknown-keys.ts";
import { assignRoles, knownColumns } from "./columns/plan-columns.ts";
import { hasSignature } from "./shape/trade-columns.ts";

/** The mappings that ship with the product, the plainer ones first. */
export const presetMappings: readonly DatasetMapping[] = [legacy, zones, enhanced, regimes, heavydb].map(
  (one) => datasetMapping.parse(one),
);

const folderOf = (home: string): string => join(home, "mappings");

/** Those of programs that write lists of trades and the like, with the columns that their files have. */
export const exporterMappings: readonly DatasetMapping[] = exporters.map((one) => datasetMapping.parse(one));

/** The mapping of the exporter whose columns a header has: of several the one that asks for the most. */
export function exporterOf(header: readonly string[]): DatasetMapping | undefined {
  const most = (one: DatasetMapping): number => one.layout?.signature?.length ?? 0;
  const fits = ({ layout }: DatasetMapping): boolean =>
    layout?.signature !== undefined && hasSignature(header, layout.signature);
  return exporterMappings.filter(fits).toSorted((a, b) => most(b) - most(a))[0];
}

/** The mapping that the user saved for files with these columns: of several the one that asks for the most. */
export async function savedMappingOf(
  home: string,
  header: readonly string[],
): Promise<DatasetMapping | undefined> {
  const asking = (await savedMappings(home)).filter(({ layout }) => layout?.signature !== undefined);
  if (asking.length === 0) return undefined;
  const names = new Set(header);
  const fits = ({ layout }: DatasetMapping): boolean =>
    layout?.signature?.every((name) => names.has(name)) === true ||
    hasSignature(header, layout?.signature ?? []);
  const most = (one: DatasetMapping): number => one.layout?.signature?.length ?? 0;
  return asking.filter(fits).toSorted((a, b) => most(b) - most(a))[0];
}

/** The mappings that the user saved, by name. A file that is none keeps nobody from importing; who asks for it is told. */
export async function savedMappings(home: string): Promise<DatasetMapping[]> {
  const folder = folderOf(home);
  const files = (await readdir(folder).catch(() => [])).filter((name) => /^[^.].*\.json$/.test(name)).sort();
  const read = await Promise.allSettled(files.map((name) => readMapping(join(folder, name))));
  return read.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}

/** Reads a mapping from any JSON file. */
async function readMapping(file: string): Promise<DatasetMapping> {
  try {
    const written: unknown = JSON.parse(await readFile(file, "utf8"));
    const mapping = datasetMapping.parse(written);
    refuseUnknownKeys(datasetMapping, written, `The mapping ${file}`, file);
    return mapping;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if ((error as NodeJS.ErrnoException).code !== undefined) throw readingProblem(error, file, "mapping");
    throw new Problem("bad-input", `${file} is not a mapping: ${(error as Error).message}`, {
      file,
      remedy: "Compare it with the presets in config/mappings, described in docs/formats.md.",
    });
  }
}

/** Saves a mapping under its name, over an earlier one of that name. */
export async function saveMapping(home: string, mapping: DatasetMapping): Promise<void> {
  await keepJson(folderOf(home), checkDatasetName(mapping.name), mapping);
}

/**
 * The mapping that understands the most columns of a header, of those whose required roles are all there; of equals
 * the first. undefined when none fits.
 */
async function chooseMapping(
  header: readonly string[],
  all: readonly DatasetMapping[],
): Promise<DatasetMapping | undefined> {
  // A mapping of an exporter is chosen by the columns of its files, before they become a wide table.
  const mappings = all.filter(({ layout }) => !layout?.signature);
  const known = await inTurns(knownColumns(header, mappings));
  let best: DatasetMapping | undefined;
  let most = 0;
  for (const mapping of mappings) {
    const named = Object.keys(mapping.force).length > 0 ? header : known;
    const roles = new Set(assignRoles(named, mapping).map(({ role }) => role));
    roles.delete("strategy");
    roles.delete("ignore");
    if (roles.size > most && mapping.requires.every((role) => roles.has(role))) {
      best = mapping;
      most = roles.size;
    }
  }
  return best;
}

type Wishes = Pick<ImportOptions, "mapping" | "include" | "exclude" | "rename" | "force" | "use" | "layout">;

/** The mapping that a caller asked for, by name, by file or as data; undefined = choose by the header. */
export async function namedMapping(
  home: string,
  wish: ImportOptions["mapping"],
): Promise<DatasetMapping | undefined> {
  if (wish === undefined || wish === "auto") return undefined;
  if (typeof wish !== "string") return wish;
  if (wish.endsWith(".json")) return readMapping(wish);
  const known = [...(await savedMappings(home)), ...presetMappings, ...exporterMappings];
  const found = known.find(({ name }) => name.toLowerCase() === wish.toLowerCase());
  if (found) return found;
  const file = join(folderOf(home), `${wish}.json`);
  // One that is there and is none says why.
  if (datasetNameFault(wish) === undefined && existsSync(file)) return readMapping(file);
  throw new Problem("not-found", `There is no mapping "${wish}".`, {
    remedy: `Known are ${known.map(({ name }) => name).join(", ")}; a path that ends in .json is read as a file.`,
  });
}

/** The mapping for a header, with everything that the caller added to it. */
export async function resolveMapping(
  home: string,
  header: readonly string[],
  wishes: Wishes,
): Promise<DatasetMapping> {
  const base =
    (await namedMapping(home, wishes.mapping)) ??
    (await chooseMapping(header, [...presetMappings, ...(await savedMappings(home))])) ??
    (presetMappings[0] as DatasetMapping);
  const use = wishes.use ?? base.use;
  return {
    ...base,
    include: [...base.include, ...wishes.include],
    exclude: [...base.exclude, ...wishes.exclude],
    rename: { ...base.rename, ...wishes.rename },
    force: { ...base.force, ...wishes.force },
    layout: { ...base.layout, ...wishes.layout },
    ...(use ? { use } : {}),
  };
}
