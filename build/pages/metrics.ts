// Writes from the contract's table of metrics that of docs/metrics.md and the engine's numbers. npm run metrics-page
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MetricName, metricName, metricTable } from "../../electron/contract/metrics.ts";

const root = join(import.meta.dirname, "../..");
const page = join(root, "docs/metrics.md");
const header = join(root, "native/include/tessera_backend_metric_ids.h");
const begin = "<!-- Written by npm run metrics-page. -->\n";
const end = "<!-- End of what is written. -->\n";

const units = {
  currency: "currency",
  ratio: "number",
  fraction: "fraction",
  count: "rows",
  row: "row",
} as const;

function row(name: MetricName): string {
  const { title, unit, better, formula } = metricTable[name];
  const {
    textbook,
    legacy = "the same",
    r = "",
  } = typeof formula === "string" ? { textbook: formula } : formula;
  const cells = [`\`${name}\``, title, units[unit], better, textbook, legacy, r];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** docs/metrics.md with its table as the contract has it; the prose around it is left alone. */
export function withMetricsTable(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error("docs/metrics.md has lost the marks around its table");
  const head =
    "| metric | title | unit | better | textbook | legacy | r, where it differs |\n|---|---|---|---|---|---|---|\n";
  return `${before}${begin}\n${head}${metricName.options.map(row).join("\n")}\n\n${end}${after}`;
}

/** tessera_backend_metric_ids.h: tsr_metric, a metric's number being its place in the table. Laid out as clang-format does. */
export function metricIdsHeader(): string {
  const values = metricName.options.map((name, id) => {
    const { title, unit } = metricTable[name];
    return [`TSR_METRIC_${name.toUpperCase()} = ${id},`, `/* ${title}, ${units[unit]} */`] as const;
  });
  const width = Math.max(...values.map(([value]) => value.length));
  return [
    "/* Numbers of the metrics, a part of tessera_backend_metrics.h. Written by npm run metrics-page: the table is the contract's. */",
    "#ifndef TESSERA_BACKEND_METRIC_IDS_H",
    "#define TESSERA_BACKEND_METRIC_IDS_H",
    "",
    "typedef enum tsr_metric {",
    ...values.map(([value, comment]) => `  ${value.padEnd(width)} ${comment}`),
    `  TSR_METRIC_COUNT = ${values.length}`,
    "} tsr_metric;",
    "",
    "#endif /* TESSERA_BACKEND_METRIC_IDS_H */",
    "",
  ].join("\n");
}

if (import.meta.main) {
  writeFileSync(page, withMetricsTable(readFileSync(page, "utf8")));
  writeFileSync(header, metricIdsHeader());
}
