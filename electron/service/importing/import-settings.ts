import type { DatasetMapping, FileDialect, ImportOptions, ImportPolicies } from "../../contract/importing.ts";
import type { Settings } from "../settings/settings.ts";
import type { UnderstoodBefore } from "./import-record.ts";
import type { LearnedFiles } from "./read-again.ts";

/** Without the keys whose value is undefined: spread over defaults, they would hide them. */
export function defined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

/** Everything about an import that is not in the file: what the caller said, else the mapping, else the settings in force. */
export interface ImportSettings {
  readonly dialect: FileDialect;
  readonly policies: ImportPolicies;
  /** Cells listed in rejects.parquet. */
  readonly rejectLimit: number;
  /** Bytes of cells read at a time. */
  readonly chunkBytes: number;
  readonly threads: number;
  /** Rows that a table may have. */
  readonly rowLimit: number;
  /** Bytes that the first record of a text may have. */
  readonly headerBytes: number;
  /** Bytes that a packed file may become. */
  readonly unpackedBytes: number;
  /** Copy the files into the dataset. */
  readonly keepSource: boolean;
  /** What reading the files has shown so far. */
  readonly learned: LearnedFiles;
  /** How the files of a dataset that is added to were understood: decides what a file leaves open. */
  readonly before?: UnderstoodBefore | undefined;
}

export function importSettings(
  { dialect, policies }: Pick<ImportOptions, "dialect" | "policies">,
  settings: Settings,
  mapping?: Pick<DatasetMapping, "dialect" | "policies">,
): ImportSettings {
  return {
    dialect: {
      encoding: settings.get("import.encoding"),
      delimiter: settings.get("import.delimiter"),
      decimal: settings.get("import.decimal"),
      thousands: settings.get("import.thousands"),
      numbers: settings.get("import.numbers"),
      dateFormat: settings.get("import.date_format"),
      timeZone: settings.get("import.time_zone"),
      times: settings.get("import.times"),
      confidenceScale: settings.get("import.confidence_scale"),
      ...defined(mapping?.dialect ?? {}),
      ...defined(dialect),
    },
    policies: {
      missing: settings.get("import.missing"),
      duplicateNames: settings.get("import.duplicate_names"),
      duplicateColumns: settings.get("import.duplicate_columns"),
      constantColumns: settings.get("import.constant_columns"),
      oddColumns: settings.get("import.odd_columns"),
      duplicateDates: settings.get("import.duplicate_dates"),
      badDates: settings.get("import.bad_dates"),
      longRows: settings.get("import.long_rows"),
      order: settings.get("import.order"),
      ...defined(mapping?.policies ?? {}),
      ...defined(policies),
    },
    rejectLimit: settings.get("import.reject_limit"),
    chunkBytes: settings.get("import.chunk_mb") * 2 ** 20,
    threads: settings.get("general.threads"),
    rowLimit: settings.get("import.row_limit"),
    headerBytes: settings.get("import.first_record_mb") * 2 ** 20,
    unpackedBytes: settings.get("import.unpacked_limit_gb") * 1e9,
    keepSource: settings.get("storage.keep_source"),
    learned: new Map(),
  };
}
