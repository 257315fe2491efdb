// Writes the table of metrics in docs/metrics.md from the contract's. npm run metrics-page
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MetricName, metricName, metricTable } from "../../electron/contract/metrics.ts";

const file = join(import.meta.dirname, "../..", "docs", "metrics.md");
const begin = "<!-- Written by npm run metrics-page. -->\n";
const end = "<!-- End of what is written. -->\n";

const units = {
  currency: "currency",
  ratio: "number",
  fraction: "fraction",
  count: "observations",
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

if (import.meta.main) writeFileSync(file, withMetricsTable(readFileSync(file, "utf8")));
