/** Name and figures of a CSV row; a quoted name may hold commas. */
export function splitNamedRow(line: string, figureCount: number): { name: string; cells: string[] } {
  const cells = line.split(",");
  const name = cells.slice(0, cells.length - figureCount).join(",");
  const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { name: plain, cells: cells.slice(-figureCount) };
}
