import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

const plain = "Date,Day,é1,b\r\n2024-01-04,Thursday,1234.5,-2\r\n2024-01-11,Thursday,0.25,1e3\r\n";
const cells = [
  [1234.5, -2],
  [0.25, 1000],
];

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};
const semicolons = "Date;Day;é1;b\n2024-01-04;Thursday;1.234,5;-2\n2024-01-11;Thursday;0,25;1.000\n";

const files: [string, Buffer, object][] = [
  ["UTF-8 with a mark", Buffer.from(`\ufeff${plain}`), { encoding: "utf-8", hasBom: true, lineEnd: "crlf" }],
  ["UTF-16 little endian", utf16(`\ufeff${plain}`, false), { encoding: "utf-16le" }],
  ["UTF-16 big endian", utf16(`\ufeff${plain}`, true), { encoding: "utf-16be" }],
  ["UTF-16 without a mark", utf16(plain, false), { encoding: "utf-16le" }],
  ["Windows-1252", Buffer.from(plain, "latin1"), { encoding: "windows-1252" }],
  ["gzip", gzipSync(plain), { compression: "gzip" }],
  ["zstd", zstdCompressSync(plain), { compression: "zstd" }],
  ["gzip of UTF-16", gzipSync(utf16(`\ufeff${plain}`, false)), { compression: "gzip", encoding: "utf-16le" }],
  ["tabs", Buffer.from(plain.replaceAll(",", "\t")), { delimiter: "tab" }],
  ["bars", Buffer.from(plain.replaceAll(",", "|")), { delimiter: "pipe" }],
  ["semicolons with decimal commas", Buffer.from(semicolons), { decimal: "comma", thousands: "point" }],
  [
    "thousands in quotes",
    Buffer.from('Date,Day,é1,b\n2024-01-04,Thursday,"1,234.5",-2\n2024-01-11,Thursday,0.25,"1,000"\n'),
    { delimiter: "comma", decimal: "point", thousands: "comma" },
  ],
];

test.each(files)("%s is understood by itself", async (name, bytes, understood) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  await writeFile(file, bytes);
  const result = await importInto(context, "d", [file]);
  expect(result.files[0], name).toMatchObject(understood);
  expect(result.dataset).toMatchObject({ rejects: {}, source: { bytes: bytes.length } });
  const open = await context.datasets.open("d");
  expect(open.strategies).toEqual(["é1", "b"]);
  expect(open.matrix.rows.map((row) => [...row])).toEqual(cells);
});

const dates: [string, string[], string, string[]][] = [
  ["ISO", ["2024-01-04", "2024-12-31"], "YYYY-MM-DD", ["2024-01-04", "2024-12-31"]],
  ["day first, by a day over 12", ["02-01-2023", "13-01-2023"], "DD-MM-YYYY", ["2023-01-02", "2023-01-13"]],
  ["month first, by a day over 12", ["01/02/2023", "01/13/2023"], "MM/DD/YYYY", ["2023-01-02", "2023-01-13"]],
  ["day first with slashes", ["31/01/2024", "01/02/2024"], "DD/MM/YYYY", ["2024-01-31", "2024-02-01"]],
  ["month names", ["01-Apr-24", "15-May-24"], "DD-MMM-YY", ["2024-04-01", "2024-05-15"]],
  [
    "in order of time only so",
    ["05-01-2024", "02-02-2024", "01-03-2024", "02-03-2024"],
    "DD-MM-YYYY",
    ["2024-01-05", "2024-02-02", "2024-03-01", "2024-03-02"],
  ],
  ["12 hours", ["01/15/2024 3:30 PM", "01/16/2024 12:05 AM"], "MM/DD/YYYY", ["2024-01-15", "2024-01-16"]],
  [
    "weekdays in them",
    ["Mon, 15 Jan 2024", "Tuesday, 16 January 2024"],
    "DD MMM YYYY",
    ["2024-01-15", "2024-01-16"],
  ],
  ["ordinals", ["15th Jan 2024", "2nd Feb 2024"], "DD MMM YYYY", ["2024-01-15", "2024-02-02"]],
  ["American words", ["Jan 15, 2024", "February 2, 2024"], "MMM DD YYYY", ["2024-01-15", "2024-02-02"]],
  ["serial numbers of a spreadsheet", ["45306", "45307"], "EXCEL", ["2024-01-15", "2024-01-16"]],
  ["seconds since 1970", ["1705276800", "1705363200"], "EPOCH", ["2024-01-15", "2024-01-16"]],
  ["milliseconds since 1970", ["1705276800000", "1705363200000"], "EPOCH-MS", ["2024-01-15", "2024-01-16"]],
  ["without separators", ["20240104", "20240111"], "YYYYMMDD", ["2024-01-04", "2024-01-11"]],
  ["points", ["04.01.2024", "31.01.2024"], "DD.MM.YYYY", ["2024-01-04", "2024-01-31"]],
  ["with a time", ["2024-01-04 09:15:00", "2024-01-04 10:15:00"], "YYYY-MM-DD", ["2024-01-04", "2024-01-04"]],
];

test.each(dates)("dates: %s", async (_name, written, format, iso) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  await writeFile(file, `Date,a\n${written.map((date, row) => `"${date}",${row}`).join("\n")}\n`);
  const { files: understood } = await importInto(context, "d", [file]);
  expect(understood[0]?.dateFormat).toBe(format);
  const { observations } = await context.datasets.open("d");
  expect(observations.map((one) => one.date)).toEqual(iso);
  const times = written.map((date) => /\d\d:\d\d:\d\d/.exec(date)?.[0] ?? null);
  if (times.some((time) => time !== null)) expect(observations.map((one) => one.startTime)).toEqual(times);
});

test("the weekday column tells day and month apart", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  // 4 January 2024 was a Thursday, 1 April 2024 a Monday.
  await writeFile(file, "Date,Day,a\n01/04/2024,Monday,1\n01/04/2024,Monday,2\n");
  const { files: understood } = await importInto(context, "d", [file]);
  expect(understood[0]).toMatchObject({
    dateFormat: "DD/MM/YYYY",
    dateBecause: "the weekdays agree with it",
  });
});

test("a said date format wins", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  await writeFile(file, "Date,a\n01-02-2024,1\n");
  await importInto(context, "d", [file], { dialect: { dateFormat: "MM-DD-YYYY" } });
  expect((await context.datasets.open("d")).observations[0]?.date).toBe("2024-01-02");
});

test("a format that is none, or that no row has, is said to be wrong", async () => {
  const said = async (text: string, dateFormat: string) => {
    const home = await temporaryHome();
    const file = join(home, "file.csv");
    await writeFile(file, text);
    return importInto(importContext(home), "d", [file], { dialect: { dateFormat } });
  };
  const text = "Date,a\n01/02/2024,1\n";
  for (const none of ["QQ", "DD(MM", "DD-DD-YYYY", "YYYY"])
    await expect(said(text, none)).rejects.toMatchObject({ report: { code: "bad-request" } });
  await expect(said(text, "YYYY-MM-DD")).rejects.toMatchObject({
    message: expect.stringContaining("no cell of the column"),
    report: { code: "bad-input", column: "Date" },
  });
  expect((await said("Date,a\n01.(02).2024,1\n", "dd.(mm).yyyy")).dataset.firstDate).toBe("2024-02-01");
});
