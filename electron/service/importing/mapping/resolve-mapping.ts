import type { DatasetMapping, ImportOptions } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { chooseMapping } from "./choose-mapping.ts";
import { presetMappings } from "./preset-mappings.ts";
import { readMapping, savedMappings } from "./saved-mappings.ts";

type Wishes = Pick<ImportOptions, "mapping" | "include" | "exclude" | "rename" | "force" | "use">;

/** The mapping that a caller asked for, by name, by file or as data; undefined = choose by the header. */
export async function namedMapping(
  home: string,
  wish: ImportOptions["mapping"],
): Promise<DatasetMapping | undefined> {
  if (wish === undefined || wish === "auto") return undefined;
  if (typeof wish !== "string") return wish;
  if (wish.endsWith(".json")) return readMapping(wish);
  const known = [...(await savedMappings(home)), ...presetMappings];
  const found = known.find(({ name }) => name.toLowerCase() === wish.toLowerCase());
  if (found) return found;
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
    chooseMapping(header, [...presetMappings, ...(await savedMappings(home))]) ??
    (presetMappings[0] as DatasetMapping);
  const use = wishes.use ?? base.use;
  return {
    ...base,
    include: [...base.include, ...wishes.include],
    exclude: [...base.exclude, ...wishes.exclude],
    rename: { ...base.rename, ...wishes.rename },
    force: { ...base.force, ...wishes.force },
    ...(use ? { use } : {}),
  };
}
