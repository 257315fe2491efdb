import { join } from "node:path";
import type { ImportOptions } from "../../../contract/importing.ts";
import type { CallContext } from "../../context.ts";
import type { ImportSettings } from "../import-settings.ts";
import { namedMapping } from "../mapping/resolve-mapping.ts";
import type { CsvFile } from "../source/csv-file.ts";
import { detectCompression } from "../source/detect-compression.ts";
import { openCsv } from "../source/open-csv.ts";
import { readHead } from "../source/read-head.ts";
import { headCopy } from "./head-copy.ts";

/** A larger file is looked at in this much of its text. */
const mostBytes = 256 * 2 ** 20;
const partBytes = 64 * 2 ** 20;

/** Opens a file, or the first part of a large or packed one. The caller closes its handle. Throws Problem. */
export async function openHead(
  home: string,
  path: string,
  options: ImportOptions,
  settings: ImportSettings,
  folder: () => Promise<string>,
  call?: CallContext,
): Promise<{ file: CsvFile; isPartial: boolean }> {
  const { size, head } = await readHead(path, 16);
  const compression = detectCompression(head);
  let looked = path;
  let isPartial = false;
  if (compression !== "none" || size > mostBytes) {
    looked = join(await folder(), "head.csv");
    isPartial = await headCopy(path, looked, partBytes);
  }
  const header = (await namedMapping(home, options.mapping))?.header;
  const opening = { dialect: settings.dialect, threads: settings.threads, header, folder, sha256: false };
  const file = await openCsv(looked, opening, call);
  return { file: { ...file, source: { ...file.source, path, bytes: size, compression } }, isPartial };
}
