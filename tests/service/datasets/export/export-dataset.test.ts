import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { InputOf } from "../../../../electron/contract/method.ts";
import { datasetExport } from "../../../../electron/contract/methods/dataset.ts";
import { writeHere } from "../../../../electron/service/datasets/export/write-export.ts";
import { datasetExportHandler } from "../../../../electron/service/datasets/handlers/dataset.ts";
import type { DatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { storageSettings } from "../../../../electron/service/datasets/store/root.ts";
import { datasetAppendHandler } from "../../../../electron/service/importing/handlers/dataset.ts";
import { cases } from "../../../support/cases.ts";
import { ask, importContext, importInto, quietCall } from "../../importing/support/import-context.ts";
import { duckdbQuery as query } from "../support/duckdb-query.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-29", "2024-01-02", "2024-01-03"];
const strategies = ["a", 'b "₹", x', "c"];
const rows = [
  [1, -2.5, 0.1],
  [Number.NaN, 1e-300, -0],
  [3, 4, 1.5e300],
];

async function exported(request: Omit<InputOf<typeof datasetExport>, "dataset" | "file">) {
  const home = await temporaryHome();
  const context = importContext(home);
  await writeSample(context.datasets, "one", dates, strategies, rows);
  const file = join(home, `out.${request.format ?? "parquet"}`);
  const full = datasetExport.request.parse({ ...request, dataset: "one", file });
  const result = await datasetExportHandler.handle(full, context, quietCall);
  return { home, context, file, result };
}

const cellsOf = async (store: DatasetStore, name: string): Promise<number[][]> =>
  (await store.open(name)).matrix.rows.map((row) => [...row]);

test("DuckDB reads the files of a dataset and gets the same cells", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const names = Array.from({ length: 300 }, (_, index) => `s${index}`);
  const cells = dates.map((_, row) => names.map((_name, index) => Math.sin(row * 300 + index) * 1e4));
  for (const compression of ["snappy", "zstd", "gzip", "none"] as const) {
    await writeSample(context.datasets, compression, dates, names, cells);
    const manifest = await context.datasets.optimize(compression, { compression, rowGroupStrategies: 128 });
    const folder = context.datasets.folder(manifest);
    const found = await query(
      `SELECT strategy, "2024-01-02" AS a, "2024-01-03" AS b FROM '${folder}/pnl/year=2024/*.parquet'`,
    );
    expect(found.map((one) => one.strategy)).toEqual(names);
    expect(found.map((one) => one.a)).toEqual(cells[1]);
    expect(found.map((one) => one.b)).toEqual(cells[2]);
    const observations = await query(
      `SELECT index, CAST(date AS VARCHAR) AS date, part, "column" FROM '${folder}/observations.parquet'`,
    );
    expect(observations.map((one) => one.date)).toEqual(dates);
  }
});

test("a missing cell is null for other programs", async () => {
  const home = await temporaryHome();
  const { datasets } = importContext(home);
  const manifest = await writeSample(datasets, "one", dates, strategies, rows);
  const found = await query(
    `SELECT "2024-01-02" AS a FROM '${datasets.folder(manifest)}/pnl/year=2024/*.parquet'`,
  );
  expect(found.map((one) => one.a)).toEqual([null, 1e-300, -0]);
});

test("the rejects ledger is readable too", async () => {
  const { datasets, home } = importContext(await temporaryHome());
  const context = importContext(home);
  const file = join(import.meta.dirname, "../../../golden/edge_values/edge_values.csv");
  await importInto(context, "edge", [file]);
  const folder = datasets.folder(await datasets.manifest("edge"));
  const [counts] = await query(
    `SELECT count(*)::INT AS cells, min(line)::INT AS line FROM '${folder}/rejects.parquet'`,
  );
  expect(counts).toEqual({ cells: 64, line: 2 });
});

test.each(["wide", "strategy"] as const)("layout %s as Parquet", async (layout) => {
  const { file, result } = await exported({ layout, format: "parquet" });
  expect(result).toMatchObject({ observations: 3, strategies: 3 });
  const found = await query(`SELECT * FROM '${file}'`);
  if (layout === "wide") {
    expect(found.map((one) => String(one.Date))).toEqual(dates);
    expect(found.map((one) => strategies.map((name) => one[name]))).toEqual(
      rows.map((row) => row.map((value) => (Number.isNaN(value) ? null : value))),
    );
  } else {
    expect(found.map((one) => one.strategy)).toEqual(strategies);
    expect(found.map((one) => one["2024-01-02"])).toEqual([null, 1e-300, -0]);
  }
});

test.each(["wide", "strategy"] as const)("layout %s as Arrow", async (layout) => {
  const { file } = await exported({ layout, format: "arrow" });
  const table = tableFromIPC(await readFile(file));
  if (layout === "wide") {
    expect([...(table.getChild("a") ?? [])]).toEqual([1, null, 3]);
    expect([...(table.getChild("c") ?? [])]).toEqual([0.1, -0, 1.5e300]);
  } else {
    expect([...(table.getChild("strategy") ?? [])]).toEqual(strategies);
    expect([...(table.getChild("2024-01-02") ?? [])]).toEqual([null, 1e-300, -0]);
  }
});

test("layout strategy as CSV", async () => {
  const { file } = await exported({ layout: "strategy", format: "csv" });
  expect(await readFile(file, "utf8")).toBe(
    'strategy,2023-12-29,2024-01-02,2024-01-03\na,1,,3\n"b ""₹"", x",-2.5,1e-300,4\nc,0.1,-0,1.5e+300\n',
  );
});

test.each(["csv", "parquet"] as const)(
  "a wide export as %s is imported again as the same cells",
  async (format) => {
    const { context, file, home } = await exported({ layout: "wide", format });
    const { dataset } = await importInto(context, "again", [file], { policies: { missing: "keep" } });
    expect(dataset).toMatchObject({ observations: 3, strategies: 3, missingCells: 1 });
    expect(await cellsOf(context.datasets, "again")).toEqual(rows);
    expect((await context.datasets.open("again")).observations.map((one) => one.date)).toEqual(dates);
    expect((await readdir(home)).filter((name) => name.includes("tmp"))).toEqual([]);
  },
);

test("a part is exported: dates and strategies in the order that was asked for", async () => {
  const { file } = await exported({
    layout: "wide",
    format: "csv",
    from: "2024-01-01",
    strategies: ["c", "a"],
  });
  expect(await readFile(file, "utf8")).toBe("Date,c,a\n2024-01-02,-0,\n2024-01-03,1.5e+300,3\n");
});

test("a byte order mark is written when it is wanted, and such a file is imported and appended", async () => {
  const { home, context, file } = await exported({ format: "csv", byteOrderMark: true });
  const text = await readFile(file, "utf8");
  expect(text.startsWith("\ufeffDate,a,")).toBe(true);
  await importInto(context, "again", [file], { policies: { missing: "keep" } });
  expect(await cellsOf(context.datasets, "again")).toEqual(rows);
  const more = join(home, "more.csv");
  await writeFile(more, text.replace(/^20(?=2\d-)/gm, "21"));
  await ask(datasetAppendHandler, { dataset: "again", files: [more] }, context);
  expect(await cellsOf(context.datasets, "again")).toEqual([...rows, ...rows]);
});

test("a folder that is not there is named", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  await writeSample(context.datasets, "one", dates, strategies, rows);
  const file = join(home, "none", "x.csv");
  const request = datasetExport.request.parse({ dataset: "one", file, layout: "wide", format: "csv" });
  await expect(datasetExportHandler.handle(request, context, quietCall)).rejects.toMatchObject({
    message: `There is no folder ${join(home, "none")}.`,
    report: { code: "not-found", file },
  });
});

test("any doubles come back bit by bit, through the store, wide Parquet and CSV", async () => {
  // But the largest of its type, which programs write for "no value" and an import takes so.
  const range = { min: -1.79e308, max: 1.79e308 };
  const cell = fc.oneof(fc.double({ noNaN: true, ...range }), fc.constant(Number.NaN));
  const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  const home = await temporaryHome();
  const context = importContext(home);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(table, async (cells) => {
      const name = `d${run++}`;
      const days = cells.map((_, index) => `2024-02-${String(index + 1).padStart(2, "0")}`);
      await writeSample(context.datasets, name, days, ["a", "b", "c", "d"], cells);
      expect(await cellsOf(context.datasets, name)).toEqual(cells);
      for (const format of ["parquet", "csv"] as const) {
        const file = join(home, `${name}.${format}`);
        const request = datasetExport.request.parse({ dataset: name, file, layout: "wide", format });
        await datasetExportHandler.handle(request, context, quietCall);
        const again = `${name} ${format}`;
        // Any doubles may look like prices.
        const layout = { shape: "wide" as const };
        await importInto(context, again, [file], {
          layout,
          policies: { missing: "keep", oddColumns: "keep" },
        });
        expect(await cellsOf(context.datasets, again)).toEqual(cells);
      }
    }),
    { numRuns: cases(6) },
  );
});

test.each([
  { format: "csv", layout: "wide" },
  { format: "csv", layout: "strategy" },
  { format: "parquet", layout: "wide" },
  { format: "parquet", layout: "strategy" },
  { format: "arrow", layout: "strategy" },
] as const)("a large table is written on a thread of its own, to the same bytes: %j", async (request) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const names = Array.from({ length: 40_000 }, (_, index) => `s${index} ₹`);
  const cells = dates.map((_, row) => names.map((_name, index) => Math.sin(row * 300 + index) * 1e4));
  await writeSample(context.datasets, "large", dates, names, cells);
  const [file, here] = [join(home, "out"), join(home, "here")];
  const full = datasetExport.request.parse({ ...request, dataset: "large", file });
  await datasetExportHandler.handle(full, context, quietCall);
  const open = await context.datasets.open("large");
  const options = storageSettings(context.settings);
  await writeHere(
    open,
    { ...request, file: here, options, createdBy: `Tessera ${context.version}` },
    quietCall,
  );
  expect((await readFile(file)).equals(await readFile(here))).toBe(true);
});

test("an export that is cancelled on its thread leaves no file", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const names = Array.from({ length: 40_000 }, (_, index) => `s${index}`);
  await writeSample(
    context.datasets,
    "large",
    dates,
    names,
    dates.map(() => names.map((_, at) => at / 3)),
  );
  const cancel = new AbortController();
  // As soon as it says that it is writing.
  const call = {
    signal: cancel.signal,
    progress: ({ stage }: { stage: string }) => stage === "Writing" && cancel.abort(),
  };
  const full = datasetExport.request.parse({ dataset: "large", file: join(home, "out.parquet") });
  await expect(datasetExportHandler.handle(full, context, call)).rejects.toMatchObject({
    report: { code: "cancelled" },
  });
  expect((await readdir(home)).filter((name) => name.includes("out"))).toEqual([]);
});
