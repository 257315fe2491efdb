import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatMethodsPage } from "../../build/pages/methods.ts";
import { metricIdsHeader, withMetricsTable } from "../../build/pages/metrics.ts";
import { metricName } from "../../electron/contract/metrics.ts";
import { registrations } from "../../electron/service/registrations.ts";

const docs = join(import.meta.dirname, "../../docs");

it("docs/methods.md is what the schemas of the contract say (npm run methods-page writes it anew)", async () => {
  const page = readFileSync(join(docs, "methods.md"), "utf8");
  expect(page).toBe(await formatMethodsPage());
  const names = [...page.matchAll(/^### (\w+\.[\w-]+)$/gm)].map(([, name]) => name);
  expect(names.toSorted()).toEqual(registrations.map(({ method }) => method.name).toSorted());
});

it("docs/metrics.md has the contract's table of metrics (npm run metrics-page writes it anew)", () => {
  const page = readFileSync(join(docs, "metrics.md"), "utf8");
  expect(page).toBe(withMetricsTable(page));
  const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows.filter((name) => metricName.safeParse(name).success)).toEqual(metricName.options);
});

it("the engine numbers the metrics as the contract's table has them (npm run metrics-page writes it anew)", () => {
  const header = join(import.meta.dirname, "../../native/include/tessera_backend_metric_ids.h");
  expect(readFileSync(header, "utf8")).toBe(metricIdsHeader());
});
