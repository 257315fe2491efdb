import type { FileUnderstanding } from "../../contract/importing.ts";
import { decimals, delimiters, thousands, wordOf } from "./dialect/dialect-words.ts";
import type { UnderstoodFile } from "./understood-file.ts";

const mostIgnored = 100;

/** What is shown of how a file was understood. */
export function describeFile({ file, mapping, plan, rows }: UnderstoodFile): FileUnderstanding {
  const { source, dialect, opened, header } = file;
  return {
    file: source.path,
    bytes: source.bytes,
    encoding: source.encoding,
    compression: source.compression,
    hasBom: opened.hasBom,
    lineEnd: opened.lineEnd,
    delimiter: wordOf(delimiters, dialect.delimiter),
    decimal: wordOf(decimals, dialect.decimal),
    thousands: wordOf(thousands, dialect.thousands),
    hasHeader: file.hasHeader,
    rows: opened.rowCount,
    columns: header.length,
    mapping: mapping.name,
    dateFormat: rows.dateFormat,
    dateBecause: rows.dateBecause,
    confidenceScale: rows.confidenceScale,
    roles: [...plan.single].map(([role, column]) => ({ role, column: header[column] ?? "" })),
    strategies: plan.strategies.length,
    ignored: plan.ignored
      .slice(0, mostIgnored)
      .map(({ column, why }) => ({ column: header[column] ?? "", why })),
    ignoredCount: plan.ignored.length,
  };
}
