import { csvField } from "../../service/exporting/csv-field.ts";

/** CSV of strategies with columns of whole numbers or figures beside them. */
export function namesCsv(
  strategies: readonly string[],
  columns: Readonly<Record<string, ArrayLike<number | string>>>,
): string {
  const lines = strategies.map((name, i) =>
    [csvField(name), ...Object.values(columns).map((column) => csvField(String(column[i])))].join(","),
  );
  return `${[["strategy", ...Object.keys(columns)].join(","), ...lines].join("\n")}\n`;
}
