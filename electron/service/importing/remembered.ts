import type { DatasetMapping, ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { Settings } from "../settings/settings.ts";
import { type ImportSettings, importSettings } from "./import-settings.ts";
import { namedMapping, savedMappings } from "./mappings.ts";

/** Thrown when the columns of a file show that it is of a kind whose reading was saved: nothing of it is kept. */
export class KnownKind extends Error {
  readonly mapping: DatasetMapping;

  constructor(path: string, mapping: DatasetMapping) {
    super(`${path} is read by the mapping ${mapping.name}.`);
    this.mapping = mapping;
  }
}

/**
 * Does what reads files with everything that was said of them, by the caller, a mapping or the settings; once more where the
 * files are of a kind that a saved mapping knows and no mapping was named.
 */
export async function asRemembered<T>(
  home: string,
  said: ImportOptions,
  inForce: Settings,
  work: (options: ImportOptions, settings: ImportSettings) => Promise<T>,
): Promise<T> {
  const attempt = async (options: ImportOptions): Promise<T> =>
    work(options, importSettings(options, inForce, await namedMapping(home, options.mapping)));
  try {
    return await attempt(said);
  } catch (error) {
    if (said.mapping !== undefined && said.mapping !== "auto") throw error;
    const known = error instanceof KnownKind ? error.mapping : await sheetKnown(home, error);
    if (!known) throw error;
    return attempt({ ...said, mapping: known });
  }
}

/** The saved mapping that answers which sheet of a workbook is meant; undefined where none does, or several. */
async function sheetKnown(home: string, error: unknown): Promise<DatasetMapping | undefined> {
  if (!(error instanceof Problem)) return undefined;
  const sheets = new Set(error.report.question?.answers.flatMap(({ say }) => say.layout?.sheet ?? []));
  if (sheets.size === 0) return undefined;
  const knowing = (await savedMappings(home)).filter(
    ({ layout }) => layout?.signature !== undefined && layout.sheet !== undefined && sheets.has(layout.sheet),
  );
  return knowing.length === 1 ? knowing[0] : undefined;
}
