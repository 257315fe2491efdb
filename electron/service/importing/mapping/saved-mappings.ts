import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DatasetMapping, datasetMapping } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { checkDatasetName } from "../../datasets/store/name.ts";
import { keepJson } from "../../disk/durable.ts";

const folderOf = (home: string): string => join(home, "mappings");

/** The mappings that the user saved, by name. Throws Problem "bad-input" for a file that is no mapping. */
export async function savedMappings(home: string): Promise<DatasetMapping[]> {
  const folder = folderOf(home);
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(files.map((name) => readMapping(join(folder, name))));
}

/** Reads a mapping from any JSON file. */
export async function readMapping(file: string): Promise<DatasetMapping> {
  try {
    return datasetMapping.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
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
