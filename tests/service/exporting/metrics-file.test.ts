import { Schema, Table, tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";
import {
  Compression,
  readParquet,
  Table as WasmTable,
  WriterPropertiesBuilder,
  writeParquet,
} from "parquet-wasm";
import { describe, expect, it } from "vitest";
import { type MetricBasis, provenanceOf } from "../../../electron/contract/metric-basis.ts";
import { metricName } from "../../../electron/contract/metrics.ts";
import { metricsFile } from "../../../electron/service/exporting/metrics-file.ts";

const basis: MetricBasis = {
  profile: "textbook",
  annualisation: 52.5,
  annualisationFrom: "dates",
  warnings: [],
  ddof: 1,
  riskFree: 0,
  mar: 0,
  capital: 0,
  money: "",
  allObservations: 82,
  observations: 82,
  firstDate: "2024-01-04",
  lastDate: "2025-07-21",
  rejects: { blank: 4 },
  missingCells: 7,
  imputedCells: 4,
};
const metrics = ["sharpe", "var_99"] as const;
const result = {
  strategies: ["a", 'b,"c"'],
  columns: [
    { name: "sharpe", values: Float64Array.of(0.1, Number.POSITIVE_INFINITY) },
    { name: "var_99", values: Float64Array.of(-1e21, Number.NaN) },
  ],
  provenance: metrics.map((name) => provenanceOf(name, basis)),
};
const options = { isLegacyLayout: false, formulasAsText: true };

describe("metricsFile", () => {
  it("writes every digit to CSV; no number is an empty cell", async () => {
    expect(await metricsFile("x.csv", result, options)).toBe(
      'strategy,sharpe,var_99\na,0.1,-1e+21\n"b,""c""",inf,\n',
    );
  });

  it.each(["x.arrow", "x.parquet"])("puts figures and provenance into %s", async (file) => {
    const bytes = (await metricsFile(file, result, options)) as Uint8Array;
    const stream = file.endsWith("parquet") ? readParquet(bytes).intoIPCStream() : bytes;
    const table = tableFromIPC(stream);
    expect([...(table.getChild("strategy") ?? [])]).toEqual(result.strategies);
    expect([...(table.getChild("sharpe") ?? [])]).toEqual([0.1, Number.POSITIVE_INFINITY]);
    expect([...(table.getChild("var_99") ?? [])]).toEqual([-1e21, Number.NaN]);
    const records = JSON.parse(table.schema.metadata.get("tessera.provenance") ?? "[]");
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      ...{
        metric: "sharpe",
        profile: "textbook",
        ddof: 1,
        annualisation: 52.5,
        thinTail: false,
      },
      ...{ observations: 82, missingCells: 7, imputedCells: 4 },
      formula: "(mean - risk free) / std (n - 1) x sqrt(A)",
    });
    expect(records[1]).toMatchObject({ metric: "var_99", thinTail: true });
  });

  it("refuses another ending", async () => {
    await expect(metricsFile("x.txt", result, options)).rejects.toThrow(/\.csv, \.arrow or \.parquet/);
  });
});

describe("provenanceOf", () => {
  it("has a formula for every metric under every profile", () => {
    for (const profile of ["legacy", "textbook", "r"] as const) {
      for (const name of metricName.options) {
        expect(provenanceOf(name, { ...basis, profile }).formula.length, name).toBeGreaterThan(0);
      }
    }
  });

  it.each([[["a", "é", "", "a", "Ω𝄞"]], [[]], [["one"]]])(
    "names as Arrow's own builder has them, to the byte: %j",
    async (strategies) => {
      const values = Float64Array.from(strategies, (_, k) => k / 3);
      const plain = tableFromArrays({ strategy: strategies, x: values });
      const metadata = new Map([["tessera.provenance", "[]"]]);
      const table = new Table(new Schema(plain.schema.fields, metadata), plain.batches);
      const properties = new WriterPropertiesBuilder()
        .setCompression(Compression.SNAPPY)
        .setDictionaryEnabled(false)
        .build();
      const built = writeParquet(WasmTable.fromIPCStream(tableToIPC(table, "stream")), properties);
      const own = { strategies, columns: [{ name: "x", values }], provenance: [] };
      expect(await metricsFile("x.parquet", own, options)).toEqual(built);
    },
  );
});
