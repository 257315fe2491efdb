import type { FileUnderstanding } from "../../../contract/importing.ts";
import type { DatasetSummary } from "../../../contract/methods/dataset.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import { formatCount, formatFields } from "../format.ts";

/** Parquet and Arrow: nothing separates their cells, and their texts have one encoding. */
export const isOfColumns = ({ compression }: FileUnderstanding): boolean =>
  compression === "parquet" || compression === "arrow";

/** How files were read: the different ways, the first file's first. */
function readAs(files: readonly FileUnderstanding[]): string | undefined {
  const ways = files.map(
    (file) =>
      (isOfColumns(file)
        ? `${file.compression}, `
        : `${file.encoding}${file.compression === "none" ? "" : ` in ${file.compression}`}, cells separated by ${file.delimiter}, `) +
      `${file.decimal === "none" ? "whole numbers" : `decimal ${file.decimal}`}${file.numbers === "plain" ? "" : " with signs of accountants"}, dates ${file.dateFormat} (${file.dateBecause})`,
  );
  const [first, ...others] = new Set(ways);
  return others.length > 0 ? `${first}; other files in ${countOf(others.length, "other way")}` : first;
}

/** A dataset version for the terminal, with everything that was not taken as written. `files` were just read for it. */
export function describeDataset(dataset: DatasetSummary, files: readonly FileUnderstanding[] = []): string {
  const rejects = Object.entries(dataset.rejects).map(([reason, count]) => `${formatCount(count)} ${reason}`);
  const fields = formatFields({
    dataset: `${dataset.name}, version ${dataset.version} (${dataset.action})`,
    rows: `${formatCount(dataset.observations)}, ${dataset.firstDate} to ${dataset.lastDate}`,
    strategies: formatCount(dataset.strategies),
    source:
      files.length > 1
        ? `${files.length} files, ${formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}`
        : `${dataset.source.fileName}, ${formatBytes(dataset.source.bytes)}`,
    "read as": readAs(files),
    stored: `${formatBytes(dataset.bytes)} of Parquet, ${dataset.compression}`,
    "P&L in": dataset.money || undefined,
    mapping: dataset.mapping,
    "cells not as written":
      rejects.length === 0
        ? "none"
        : `${rejects.join(", ")} (policy: ${dataset.missing}; tessera rejects ${dataset.name})`,
    "cells without a value": dataset.missingCells > 0 ? formatCount(dataset.missingCells) : undefined,
  });
  const findings = dataset.findings.map(({ message, examples }) => {
    const some =
      examples.length > 0 ? ` (${examples.slice(0, 3).join(", ")}${examples.length > 3 ? ", ..." : ""})` : "";
    return `  ${message}${some}`;
  });
  return [fields, ...(findings.length > 0 ? ["noticed", ...findings] : [])].join("\n");
}
