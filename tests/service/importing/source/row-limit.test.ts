import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import { expect, test } from "vitest";
import { rowsOfParquet } from "../../../../electron/service/datasets/parquet/read.ts";
import { fileInspectHandler } from "../../../../electron/service/importing/handlers/file.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { ask, importContext, importInto } from "../support/import-context.ts";

const rows = 4000;
const days = Array.from({ length: rows }, (_, t) =>
  new Date(Date.UTC(2001, 0, 1 + t)).toISOString().slice(0, 10),
);
const table = {
  Date: days,
  a: days.map((_, t) => (t % 7) - 3),
  b: days.map((_, t) => (t % 5) - 2),
};

/**
 * A Parquet file of groups of 2,000 rows whose last bytes of cells are damaged: it cannot be read as a whole, but its footer
 * and its first rows can.
 */
async function halfReadable(home: string, columns: Record<string, (string | number)[]>): Promise<string> {
  const file = join(home, "half.parquet");
  const columnData = Object.entries(columns).map(([name, data]) => ({ name, data }));
  parquetWriteFile({
    filename: file,
    columnData,
    rowGroupSize: 2000,
    codec: "UNCOMPRESSED",
    statistics: false,
  });
  const bytes = await readFile(file);
  const footer = bytes.readUInt32LE(bytes.length - 8);
  bytes.fill(0xff, bytes.length - 8 - footer - 4000, bytes.length - 8 - footer);
  await writeFile(file, bytes);
  return file;
}

test("a Parquet file of too many rows is refused by its footer, before it is read", async () => {
  const home = await temporaryHome();
  const file = await halfReadable(home, table);
  expect(await rowsOfParquet(file)).toBe(rows);
  const few = importContext(home, [`import.row_limit=${rows - 1}`]);
  const refused = {
    code: "bad-input",
    message: `${file} is a table of 4,000 rows; 3,999 are the limit.`,
    remedy: expect.stringContaining("import.row_limit"),
  };
  await expect(importInto(few, "x", [file])).rejects.toMatchObject({ report: refused });
  expect(await ask(fileInspectHandler, { file }, few)).toMatchObject({ problem: refused });
  const enough = importContext(home, [`import.row_limit=${rows}`]);
  await expect(importInto(enough, "x", [file])).rejects.toMatchObject({
    report: { message: expect.stringContaining("is no Parquet file that can be read") },
  });
});

test("a list in a Parquet file may have any number of rows: what counts is the table that it becomes", async () => {
  const home = await temporaryHome();
  const file = join(home, "list.parquet");
  const columnData = [
    { name: "Date", data: days.map((_, k) => days[k >> 1] as string) },
    { name: "Strategy", data: days.map((_, k) => (k % 2 === 0 ? "one" : "two")) },
    { name: "PnL", data: table.a },
  ];
  parquetWriteFile({ filename: file, columnData });
  const context = importContext(home, [`import.row_limit=${rows / 2}`]);
  const { dataset } = await importInto(context, "list", [file]);
  expect(dataset).toMatchObject({ strategies: 2, observations: rows / 2 });
  const fewer = importContext(home, [`import.row_limit=${rows / 2 - 1}`]);
  await expect(importInto(fewer, "x", [file])).rejects.toMatchObject({
    report: { message: expect.stringContaining("is a table of 2,000 rows; 1,999 are the limit") },
  });
});
