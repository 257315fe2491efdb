import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf } from "../../../../electron/service/datasets/parquet/blocks.ts";
import { readPart, readPartSelection } from "../../../../electron/service/datasets/read/parts.ts";
import { columnNames, writePart } from "../../../../electron/service/datasets/version/parts.ts";
import { duckdbQuery } from "../support/duckdb-query.ts";
import { temporaryHome } from "../support/temporary-home.ts";

test("names of many rows of one date take time in proportion to their number", () => {
  const rows = Array.from({ length: 60_000 }, (_, at) => ({ date: "2024-01-04", zone: at % 2 ? "A" : "a" }));
  const start = process.cpuUsage();
  const names = columnNames(rows, new Set(["2024-01-04 a #3"]));
  expect(names.slice(0, 4)).toEqual([
    "2024-01-04 a",
    "2024-01-04 A #2",
    "2024-01-04 a #4",
    "2024-01-04 A #5",
  ]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(rows.length);
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
});

const count = 45_000;
const strategies = Array.from({ length: count }, (_, i) => `s${i}${i % 3 ? "" : "é€"}${"x".repeat(i % 90)}`);
/** Numbers of every kind, missing ones here and there, nothing but missing ones, and the same again and again. */
const cells = [
  Float64Array.from(strategies, (_, i) => Math.sin(i) * 10 ** ((i % 600) - 300)),
  Float64Array.from(strategies, (_, i) => (i % 7 ? Math.round(1e5 * Math.cos(i)) / 100 : Number.NaN)),
  new Float64Array(count).fill(Number.NaN),
  Float64Array.from(strategies, (_, i) => (i < 20_000 ? -0 : 12.5)),
];

test.each([
  { compression: "snappy", byteStreamSplit: true, rowGroupStrategies: 1024 },
  { compression: "snappy", byteStreamSplit: false, rowGroupStrategies: 30_000 },
  { compression: "none", byteStreamSplit: true, rowGroupStrategies: 100_000 },
] as const)("a part written in native code is read by others as it was, %s", async (layout) => {
  const path = join(await temporaryHome(), "part.parquet");
  const columns = ["2024-01-01", "2024-01-02 ä", "2024-01-03", "2024-01-04"];
  const part = { strategies, columns, rows: cells, threads: 2 };
  const encoding = writePart(part, layout, "tessera test");
  const { bytes, sha256, crc32 } = await encoding.file;
  expect({ sha256, crc32 }).toEqual({
    sha256: createHash("sha256").update(bytes).digest("hex"),
    crc32: blocksOf(bytes),
  });
  expect((await writePart({ ...part, threads: 1 }, layout, "tessera test").file).sha256).toBe(sha256);
  await writeFile(path, bytes);
  const written = { path, bytes: bytes.length, crc32 };
  const read = await readPart(written, count, { withNames: true });
  expect(read.names).toEqual(strategies);
  for (const [k, column] of columns.entries()) expect(read.rows.get(column)).toEqual(cells[k]);
  const few = Uint32Array.of(3, 29_999, 30_000, 44_999);
  const some = await readPartSelection(written, [columns[1] as string], few, count);
  expect(some.rows.get(columns[1] as string)).toEqual(Float64Array.from(few, (i) => cells[1]?.[i] as number));
  const numbers = Array.from(cells[1] as Float64Array).filter((x) => !Number.isNaN(x));
  expect(
    await duckdbQuery(`SELECT count(*)::INT AS "all", count("${columns[1]}")::INT AS present, min("${columns[1]}") AS low,
      max("${columns[1]}") AS high, count("${columns[2]}")::INT AS none, max(strategy) AS "name" FROM '${path}'`),
  ).toEqual([
    {
      ...{ all: count, present: numbers.length, none: 0, name: strategies.toSorted().at(-1) },
      ...{ low: Math.min(...numbers), high: Math.max(...numbers) },
    },
  ]);
  // What a reader leaves out by the least and largest of a row group.
  expect(await duckdbQuery(`SELECT strategy FROM '${path}' WHERE "${columns[0]}" > 5e298`)).toEqual(
    strategies.filter((_, i) => (cells[0]?.[i] as number) > 5e298).map((strategy) => ({ strategy })),
  );
  expect(
    await duckdbQuery(
      `SELECT count(*)::INT AS n FROM '${path}' WHERE "${columns[3]}" = 0 AND strategy >= 's1'`,
    ),
  ).toEqual([{ n: strategies.slice(0, 20_000).filter((name) => name >= "s1").length }]);
});
