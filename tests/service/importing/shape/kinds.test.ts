import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import * as xlsx from "@e965/xlsx";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { recogniseKind } from "../../../../electron/service/importing/source/kinds.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

const rows = [
  ["Date", "A", "B"],
  ["2024-01-01", 1, 2.5],
  ["2024-01-02", -3, 4],
];
const text = `${rows.map((row) => row.join(",")).join("\n")}\n`;
const table = { A: [1, -3], B: [2.5, 4] };

async function imported(name: string, content: Uint8Array | string, layout = {}) {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, name);
  await writeFile(file, content);
  const result = await importInto(context, "d", [file], { layout });
  const open = await context.datasets.open("d");
  return {
    result,
    table: Object.fromEntries(
      open.strategies.map((one, at) => [one, open.matrix.rows.map((row) => row[at])]),
    ),
  };
}

function book(type: xlsx.BookType, sheets: Record<string, unknown[][]>): Uint8Array {
  const made = xlsx.utils.book_new();
  for (const [name, cells] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet(cells), name);
  return new Uint8Array(xlsx.write(made, { type: "buffer", bookType: type }) as Buffer);
}

test.each(["xlsx", "xls", "ods", "xlsb", "html", "xlml"] as const)(
  "a workbook of the kind %s is read",
  async (type) => {
    expect((await imported(`file.${type}`, book(type, { Sheet1: rows }))).table).toEqual(table);
  },
);

test("dates of a workbook are days, whatever they look like", async () => {
  const sheet = xlsx.utils.aoa_to_sheet([["Date", "A"]]);
  xlsx.utils.sheet_add_aoa(
    sheet,
    [
      [{ t: "n", v: 45_292, z: "dd/mm/yy" }, 1.5],
      [{ t: "n", v: 45_293.5, z: "d-mmm" }, -2],
    ],
    { origin: "A2" },
  );
  const made = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(made, sheet, "P&L");
  const { result } = await imported(
    "dates.xlsx",
    new Uint8Array(xlsx.write(made, { type: "buffer" }) as Buffer),
  );
  expect(result.dataset).toMatchObject({ firstDate: "2024-01-01", lastDate: "2024-01-02" });
});

test("of several sheets one is asked for, or all are joined", async () => {
  const other = rows.map(([date, a]) => [date, a === "A" ? "C" : a]);
  const content = book("xlsx", { Notes: [["made by hand"]], One: rows, Two: other });
  await expect(imported("file.xlsx", content)).rejects.toMatchObject({
    message: expect.stringContaining("One, Two"),
    report: { remedy: expect.stringContaining("--sheet") },
  });
  expect((await imported("file.xlsx", content, { sheet: "two" })).table).toEqual({ C: [1, -3] });
  expect((await imported("file.xlsx", content, { sheet: "*" })).table).toEqual({ ...table, C: [1, -3] });
});

test("a zip archive of tables is one dataset, a zip of a workbook is the workbook", async () => {
  const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
  const two = zipSync({
    "x/one.csv": bytes(text),
    "__MACOSX/x/._one.csv": bytes("no"),
    "x/two.csv": bytes(text.replace("A,B", "C,D")),
  });
  expect((await imported("file.zip", two)).table).toEqual({ ...table, C: [1, -3], D: [2.5, 4] });
  expect((await imported("file.zip", zipSync({ "a.xlsx": book("xlsx", { S: rows }) }))).table).toEqual(table);
  expect((await imported("file.csv.zst", zstdCompressSync(Buffer.from(text)))).table).toEqual(table);
});

/** Made by bzip2 and xz of the very text above. */
const packed = {
  bz2: "QlpoOTFBWSZTWWFPfPwAABNdgAAQAAd+ADQAIgAEACAAMUwAE0EqYgYQTEO5HabAj5gEKZLJIpdrlKY573xdyRThQkGFPfPw",
  xz: "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AApACVdACIYSoZk+tAG2JHhl/v+FaMf4JjkOzA5fqCLBqXyNLBghTInjwAAAAAAPqu9NQ4J/X0AAUEquQJfEh+2830BAAAAAARZWg==",
};

test.each(Object.entries(packed))("%s is unpacked", async (ending, base64) => {
  expect((await imported(`file.csv.${ending}`, Buffer.from(base64, "base64"))).table).toEqual(table);
});

test.each(["file", "stream"] as const)(
  "Arrow as a %s is read, its schema at the end alone or not",
  async (form) => {
    const columns = {
      Date: ["2024-01-01", "2024-01-02"],
      A: Float64Array.of(1, -3),
      B: Float64Array.of(2.5, 4),
    };
    expect((await imported("file.arrow", tableToIPC(tableFromArrays(columns), form))).table).toEqual(table);
  },
);

const named: [string, string | Buffer][] = [
  ["a PDF document", "%PDF-1.7\n"],
  ["a RAR archive", "Rar!\x1a\x07\x01\0"],
  ["a 7-Zip archive", Buffer.from("377abcaf271c0004", "hex")],
  ["an SQLite database", "SQLite format 3\0"],
  ["an HDF5 file", Buffer.from("894844460d0a1a0a", "hex")],
  ["a Python pickle", Buffer.from("8005950000000000", "hex")],
  ["a JSON document", '[{"date": "2024-01-01"}]'],
  ["an XML document", "<?xml version='1.0'?><rows/>"],
  ["a picture (PNG)", Buffer.from("89504e470d0a1a0a", "hex")],
  ["a file of binary data", Buffer.from([0, 1, 2, 3, 0, 0, 5, 6, 7, 0, 1, 1, 0, 0, 0, 4])],
];

test.each(named)("%s is named and not printed", async (what, content) => {
  await expect(imported("file.csv", content)).rejects.toMatchObject({
    message: expect.stringMatching(new RegExp(`file\\.csv is ${what.replace(/[()]/g, "\\$&")}`)),
    report: { code: "bad-input", remedy: expect.any(String) },
  });
});

test("text in UTF-16 and text with zero bytes at its end are text", () => {
  expect(recogniseKind(Buffer.from(`\ufeff${text}`, "utf16le"))).toEqual({ as: "text" });
  expect(recogniseKind(Buffer.concat([Buffer.from(text), Buffer.alloc(600)]))).toEqual({ as: "text" });
});

test("a damaged workbook is an error with a way on", async () => {
  const whole = book("xlsx", { S: rows });
  await expect(imported("file.xlsx", whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
    report: { code: "bad-input", remedy: expect.any(String) },
  });
});

test("a folder of lists of trades is one dataset, a strategy a file", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const folder = join(home, "lists");
  await mkdir(folder);
  for (let at = 0; at < 60; at++)
    await writeFile(
      join(folder, `Alpha ${at}.csv`),
      `Symbol,Side,Entry Time,Exit Time,Qty,P&L\nX,Buy,2024-01-02 10:00,2024-01-0${2 + (at % 3)} 11:00,1,${at}\nY,Sell,2024-01-02 10:00,2024-01-05 11:00,1,-1\n`,
    );
  const { dataset } = await importInto(context, "d", [folder]);
  expect(dataset).toMatchObject({ strategies: 60, observations: 4, rejects: {} });
  const open = await context.datasets.open("d");
  expect(open.strategies.slice(0, 3)).toEqual(["Alpha 0", "Alpha 1", "Alpha 10"]);
  expect(open.matrix.rows.map((row) => row[1])).toEqual([0, 1, 0, -1]);
  const { sources } = await context.datasets.manifest("d");
  expect(sources).toHaveLength(60);
  expect(sources[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
});
