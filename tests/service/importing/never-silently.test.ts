import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

type Said = Parameters<typeof importInto>[3];

async function imported(content: string | Buffer, said: Said = {}) {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  await writeFile(file, content);
  const { dataset, files } = await importInto(context, "d", [file], said);
  const open = await context.datasets.open("d");
  const kinds = dataset.findings.map(({ kind }) => kind);
  return { dataset, files, kinds, ...open, cells: open.matrix.rows.map((row) => [...row]) };
}

const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
/** Sixty days of three strategies that are as random as P&L, and what a column adds. */
const wide = (name: string, cell: (index: number) => number): string => {
  const noise = (index: number, k: number): number => Math.round(Math.sin(index * index * k + k) * 1000) / 10;
  const rows = Array.from({ length: 60 }, (_, index) =>
    [day(index), ...[1.3, 2.1, 0.7].map((k) => noise(index, k)), cell(index)].join(","),
  );
  return [`Date,A,B,C,${name}`, ...rows].join("\n");
};

const odd: [string, string, (index: number) => number][] = [
  ["a price", "NIFTY Close", (index) => 21000 + 50 * index + Math.round(Math.sin(index) * 40)],
  ["a running total", "Equity", (index) => Math.round(Math.sin(index / 9) * 5000)],
  ["a drawdown", "DD", (index) => -Math.abs(Math.round(Math.sin(index / 9) * 5000))],
  ["row numbers", "Sr", (index) => index + 1],
  ["a year", "Year", (index) => (index < 40 ? 2023 : 2024)],
];

test.each(odd)("%s is left out and said, and kept where that is said", async (_name, column, cell) => {
  const { strategies, dataset } = await imported(wide(column, cell));
  expect(strategies).toEqual(["A", "B", "C"]);
  expect(dataset.findings).toContainEqual(
    expect.objectContaining({ kind: "odd-columns", examples: [column] }),
  );
  const kept = await imported(wide(column, cell), { policies: { oddColumns: "keep" } });
  expect(kept.strategies).toContain(column);
  expect(kept.kinds).toContain("odd-columns");
  await expect(imported(wide(column, cell), { policies: { oddColumns: "refuse" } })).rejects.toMatchObject({
    report: { column },
  });
});

test("the sum of all others is left out, a P&L of its own is not", async () => {
  const total = await imported("Date,A,B,Total\n2024-01-01,1,-2,-1\n2024-01-02,4,3,7\n2024-01-03,-5,1,-4\n");
  expect(total.strategies).toEqual(["A", "B"]);
  const own = await imported("Date,A,B,C\n2024-01-01,1,-2,-1\n2024-01-02,4,3,7\n2024-01-03,-5,1,4\n");
  expect(own.strategies).toEqual(["A", "B", "C"]);
});

test("row numbers of pandas are left out", async () => {
  const { strategies, kinds } = await imported("Unnamed: 0,Date,A\n0,2024-01-01,5\n1,2024-01-02,-6\n");
  expect(strategies).toEqual(["A"]);
  expect(kinds).toContain("ignored-columns");
});

test("largest values of number types are no value, and what is far out is said", async () => {
  const { dataset, cells, kinds } = await imported(
    [
      "Date,A,B,C",
      ...[5, -6, 7, -8, 9, -10].map(
        (value, index) =>
          `${day(index)},${index === 2 ? "1.7976931348623157e308" : value},${index === 3 ? 2147483647 : -value},${index === 4 ? 5_000_000 : value}`,
      ),
    ].join("\n"),
  );
  expect(dataset.rejects).toEqual({ sentinel: 2 });
  expect(cells[2]).toEqual([0, -7, 7]);
  expect(cells[3]).toEqual([-8, 0, -8]);
  expect(kinds).toContain("outliers");
});

test("names that look alike are one name", async () => {
  for (const header of ["A, A", "A,A ", "caf\u00e9,cafe\u0301", "A,\ufeffA", "A,\u00a0A"])
    await expect(imported(`Date,${header}\n2024-01-01,1,2\n`)).rejects.toMatchObject({
      message: expect.stringContaining("more than once"),
    });
  expect((await imported("Date, A ,B\u00a0\n2024-01-01,1,2\n")).strategies).toEqual(["A", "B"]);
});

test("newest first is an order of time, too", async () => {
  const text = "Date,A\n05/03/2024,10\n07/02/2024,-5\n09/01/2024,-20\n";
  await expect(imported(text)).rejects.toMatchObject({
    report: { remedy: expect.stringContaining("--date-format") },
  });
  const { observations, kinds } = await imported(text, { dialect: { dateFormat: "DD/MM/YYYY" } });
  expect(observations.map(({ date }) => date)).toEqual(["2024-01-09", "2024-02-07", "2024-03-05"]);
  expect(kinds).toContain("sorted");
});

test("rows of a day are in the order of their times", async () => {
  const text =
    "Date,start_time,A\n2024-01-02,3:15 PM,1\n2024-01-02,0.385416667,2\n2024-01-01,12:00,3\n2024-01-01,0915,4\n";
  const { observations, cells } = await imported(text);
  expect(observations.map(({ startTime }) => startTime)).toEqual([
    "09:15:00",
    "12:00",
    "09:15:00",
    "15:15:00",
  ]);
  expect(cells).toEqual([[4], [3], [2], [1]]);
  const asInFile = await imported(text, { policies: { order: "file" } });
  expect(asInFile.cells).toEqual([[1], [2], [3], [4]]);
});

test("weekdays that contradict, years out of any sense and gaps are said", async () => {
  const { dataset } = await imported(
    "Date,Day,A\n2024-01-01,Friday,1\n2024-01-02,Tue,2\n2024-01-03,Monday,-3\n",
  );
  expect(dataset.findings).toContainEqual(expect.objectContaining({ kind: "weekdays", count: 2 }));
  const far = await imported("Date,A\n0001-01-01,1\n2024-01-02,2\n9999-12-31,-3\n");
  expect(far.dataset.findings).toContainEqual(expect.objectContaining({ kind: "years", count: 2 }));
  expect((await imported("Date,A\n2004-01-01,1\n2024-01-02,-2\n")).kinds).toContain("gap");
});

test("UTC stamps of a midnight elsewhere are asked about", async () => {
  const text = "Date,A\n2024-01-04T18:30:00Z,1\n2024-01-07T18:30:00Z,-2\n";
  await expect(imported(text)).rejects.toMatchObject({
    report: { remedy: expect.stringContaining("--time-zone") },
  });
  const dates = async (timeZone: string) =>
    (await imported(text, { dialect: { timeZone } })).observations.map(({ date }) => date);
  expect(await dates("Asia/Kolkata")).toEqual(["2024-01-05", "2024-01-08"]);
  expect(await dates("+05:30")).toEqual(["2024-01-05", "2024-01-08"]);
  expect(await dates("written")).toEqual(["2024-01-04", "2024-01-07"]);
});

test("regime columns are checked", async () => {
  const { dataset, observations, regimes } = await imported(
    "Date,market_regime,Regime_Confidence_%,Zone,A\n2024-01-01,NaN,72,Zone 1,1\n2024-01-02,N/A,-1,ZONE 1,2\n2024-01-03,Bull,150,Zone 2,-3\n2024-01-04,bull,,zone  2,4\n",
  ).then((one) => ({ ...one, regimes: one.observations.map(({ marketRegime }) => marketRegime) }));
  expect(regimes).toEqual([null, null, "Bull", "Bull"]);
  expect(observations.map(({ confidence }) => confidence)).toEqual([72, null, null, null]);
  expect(observations.map(({ zone }) => zone)).toEqual(["Zone 1", "Zone 1", "Zone 2", "Zone 2"]);
  expect(dataset.rejects).toMatchObject({ "out-of-range": 2, "na-token": 2, blank: 1 });
  const scales = "Date,market_regime,Regime_Confidence_%,A\n2024-01-01,Bull,0.8,1\n2024-01-02,Bear,75,-2\n";
  await expect(imported(scales)).rejects.toMatchObject({
    report: { remedy: expect.stringContaining("--confidence-scale") },
  });
});

test("a file that was cut off or filled up is said to be", async () => {
  expect(
    (await imported("Date,A,B\n2024-01-01,1.50,2.25\n2024-01-02,-1.25,3.50\n2024-01-03,-12")).kinds,
  ).toContain("cut-off");
  expect(
    (await imported("Date,A,B\n2024-01-01,1.50,2.25\n2024-01-02,-1.25,3.50\n2024-01-03,-1.25,3")).kinds,
  ).toContain("cut-off");
  expect((await imported("Date,A,B\n2024-01-01,1.50,2.25\n2024-01-02,-1.25,3.50")).kinds).not.toContain(
    "cut-off",
  );
  const filled = await imported(
    Buffer.concat([Buffer.from("Date,A\n2024-01-01,1\n2024-01-02,-2\n"), Buffer.alloc(4096)]),
  );
  expect(filled.cells).toEqual([[1], [-2]]);
  expect(filled.dataset.findings).toContainEqual(
    expect.objectContaining({ kind: "zero-bytes", count: 4096 }),
  );
});

test("an encoding that is guessed is said, and others can be declared", async () => {
  // GBK of a strategy's name.
  const bytes = Buffer.concat([
    Buffer.from("Date,"),
    Buffer.from([0xb2, 0xdf, 0xc2, 0xd4]),
    Buffer.from("\n2024-01-05,5\n2024-01-16,-30\n"),
  ]);
  expect((await imported(bytes)).kinds).toContain("encoding");
  const said = await imported(bytes, { dialect: { encoding: "gbk" } });
  expect(said.strategies).toEqual(["策略"]);
  expect(said.kinds).not.toContain("encoding");
});

test("a letter behind the first megabyte shows the encoding", async () => {
  const names = Array.from({ length: 60_000 }, (_, index) => `STRATEGY NUMBER ${index}`);
  const row = (value: number): string => names.map(() => value).join(",");
  const text = `Date,${names.join(",")},caf\u00e9\n2024-01-05,${row(1)},2\n2024-01-08,${row(-1)},3\n`;
  const { files, strategies } = await imported(Buffer.from(text, "latin1"));
  expect(files[0]?.encoding).toBe("windows-1252");
  expect(strategies.at(-1)).toBe("caf\u00e9");
});

test("bars in names of a wide header are no delimiter", async () => {
  const names = Array.from({ length: 12_000 }, (_, index) => `SENSEX|900-1000|SL${index}% TARGET`);
  const { files } = await imported(
    `Date,${names.join(",")}\n2024-01-01,${names.map((_, index) => (index % 7) - 3).join(",")}\n2024-01-02,${names.map((_, index) => 3 - (index % 5)).join(",")}\n`,
  );
  expect(files[0]?.delimiter).toBe("comma");
});

test("names that were made, and truth values that count, are said", async () => {
  const bare = await imported("2024-01-01,1,2\n2024-01-02,3,-4\n");
  expect(bare.dataset.findings).toContainEqual(
    expect.objectContaining({
      kind: "no-header",
      message: "the file has no line of names: its 3 columns are named date_col, strategy_1, strategy_2",
    }),
  );
  const flags = "Date,A,Flag\n2024-01-01,1,True\n2024-01-02,-1,False\n";
  const counted = await imported(flags);
  expect(counted.cells).toEqual([
    [1, 1],
    [-1, 0],
  ]);
  expect(counted.dataset.findings).toContainEqual(
    expect.objectContaining({ kind: "truth-columns", examples: ["Flag"] }),
  );
  expect((await imported(flags, { policies: { missing: "keep" } })).kinds).not.toContain("truth-columns");
});

test("dates of more forms than one are said to be so, and not to be no dates", async () => {
  const mixed = "Date,A\n2024-01-03,1\n14/01/2024,-2\n05-Jan-2024,3\n";
  await expect(imported(mixed)).rejects.toThrow(
    'the column "Date" holds dates in more than one form, such as "2024-01-03" and "14/01/2024", and none that most of them have.',
  );
  const { cells, files } = await imported(mixed, {
    dialect: { dateFormat: "YYYY-MM-DD" },
    policies: { badDates: "drop" },
  });
  expect(cells).toEqual([[1]]);
  expect(files[0]?.dateBecause).toBe("so it was said");
});

test("most dates are not every date", async () => {
  const most = "Date,A\n2024-01-13,1\n2024-01-14,-2\nopen,3\n2024-01-16,2\n";
  const { files } = await imported(most, { policies: { badDates: "drop" } });
  expect(files[0]?.dateBecause).toBe("the only order in which most dates can be read");
});
