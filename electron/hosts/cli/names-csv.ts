import { csvText } from "../../contract/text.ts";

/** CSV of strategies with columns of whole numbers or figures beside them. */
export function namesCsv(
  strategies: readonly string[],
  columns: Readonly<Record<string, ArrayLike<number | string>>>,
): string {
  const rows = strategies.map((name, i) => [
    name,
    ...Object.values(columns).map((column) => column[i] as number | string),
  ]);
  return csvText(["strategy", ...Object.keys(columns)], rows);
}
