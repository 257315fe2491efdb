import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withMetricsTable } from "../../build/metrics-page.ts";
import { metricName } from "../../electron/contract/metrics.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/metrics.md"), "utf8");

it("docs/metrics.md has the contract's table of metrics (npm run metrics-page writes it anew)", () => {
  expect(page).toBe(withMetricsTable(page));
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.filter((name) => metricName.safeParse(name).success)).toEqual(metricName.options);
});
