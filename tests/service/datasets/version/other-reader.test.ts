import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetExport } from "../../../../electron/contract/methods/dataset.ts";
import { datasetExportHandler } from "../../../../electron/service/datasets/handlers/dataset.ts";
import { importContext, importInto, quietCall } from "../../importing/support/import-context.ts";
import { duckdbQuery } from "../support/duckdb-query.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const golden = join(import.meta.dirname, "../../../golden");

/** DuckDB's whole numbers are bigint. */
const plain = (rows: Record<string, unknown>[]): Record<string, unknown>[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
    ),
  );

test.each([
  ["snappy", "edge_values/edge_values.csv"],
  ["zstd", "enhanced_zones/enhanced_88x29.csv"],
  ["gzip", "edge_values/edge_values.csv"],
  ["none", "enhanced_zones/enhanced_88x29.csv"],
])("DuckDB reads every file of a dataset as we do, %s", async (compression, file) => {
  const home = await temporaryHome();
  const context = importContext(home, [`storage.compression=${compression}`]);
  await importInto(context, "one", [join(golden, file)], { policies: { missing: "keep" } });
  const { manifest, matrix, strategies } = await context.datasets.open("one");
  const { observations } = await context.datasets.observations("one");
  const folder = context.datasets.folder(manifest);
  const codec = compression === "none" ? "UNCOMPRESSED" : compression.toUpperCase();
  for (const { path, kind } of manifest.files.filter((one) => one.kind !== "rejects")) {
    const used = await duckdbQuery(`SELECT DISTINCT compression FROM parquet_metadata('${folder}/${path}')`);
    expect([kind, used]).toEqual([kind, [{ compression: codec }]]);
  }

  const found = await duckdbQuery(
    `SELECT * REPLACE (CAST(date AS VARCHAR) AS date) FROM '${folder}/observations.parquet'`,
  );
  expect(found).toEqual(
    observations.map((one, index) => ({
      index,
      source_row: one.sourceRow,
      date: one.date,
      day: one.day,
      zone: one.zone,
      start_time: one.startTime,
      end_time: one.endTime,
      market_regime: one.marketRegime,
      confidence: one.confidence,
      transition_threshold: one.transitionThreshold,
      capital: one.capital,
      part: one.part,
      column: one.column,
    })),
  );

  const rejects = await context.datasets.rejects("one", { offset: 0, limit: 1e6 });
  if (manifest.recordedRejects > 0) {
    const listed = plain(await duckdbQuery(`SELECT * FROM '${folder}/rejects.parquet'`));
    expect(listed.map(({ value_used: value, ...one }) => ({ ...one, value }))).toEqual(rejects.rejects);
  }

  const byPart = Map.groupBy(observations.keys(), (index) => observations[index]?.part ?? "");
  for (const [part, indices] of byPart) {
    const cells = await duckdbQuery(`SELECT * FROM '${folder}/${part}'`);
    expect(cells.map((one) => one.strategy)).toEqual(strategies);
    for (const index of indices) {
      const ours = Array.from(matrix.rows[index] ?? [], (value) => (Number.isNaN(value) ? null : value));
      expect(cells.map((one) => one[observations[index]?.column ?? ""])).toEqual(ours);
    }
  }

  const wide = join(home, "wide.parquet");
  const request = datasetExport.request.parse({ dataset: "one", file: wide, layout: "wide" });
  await datasetExportHandler.handle(request, context, quietCall);
  const rows = await duckdbQuery(`SELECT * FROM '${wide}'`);
  const ours = matrix.rows.map((row) => Array.from(row, (value) => (Number.isNaN(value) ? null : value)));
  expect(rows.map((row) => strategies.map((name) => row[name]))).toEqual(ours);
});
