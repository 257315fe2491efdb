import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SourceLayout } from "../../../../electron/contract/importing.ts";
import { cases } from "../../../support/cases.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

async function imported(text: string, layout: SourceLayout = {}, name = "file.csv") {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, name);
  await writeFile(file, text);
  const result = await importInto(context, "d", [file], { layout });
  const open = await context.datasets.open("d");
  return {
    result,
    dates: open.observations.map(({ date }) => date),
    table: Object.fromEntries(
      open.strategies.map((one, at) => [one, open.matrix.rows.map((row) => row[at])]),
    ),
  };
}

test("a long table becomes one of days and strategies, and says by which rule", async () => {
  const { table, dates, result } = await imported(
    "date,strategy,pnl\n2024-01-01,A,100.5\n2024-01-01,B,-20\n2024-01-02,A,-50\n2024-01-02,B,40\n2024-01-02,B,1\n",
  );
  expect(dates).toEqual(["2024-01-01", "2024-01-02"]);
  expect(table).toEqual({ A: [100.5, -50], B: [-20, 41] });
  expect(result.files[0]?.layout).toMatchObject({
    shape: "long",
    rule: { day: "date", value: "pnl", by: ["strategy"] },
  });
  expect(result.dataset.findings[0]?.message).toBe(
    '5 rows of a long table became 2 days x 2 strategies: day from "date", P&L from "pnl", strategies by "strategy"',
  );
});

test("running totals are asked about, and become differences when they are said to be such", async () => {
  const text =
    "Date,A,B\n2024-01-01,100000,100000\n2024-01-02,100050,99977\n2024-01-03,100100,99940\n2024-01-04,100150,99917\n";
  await expect(imported(text)).rejects.toMatchObject({
    message: expect.stringContaining("running totals"),
    report: { remedy: expect.stringContaining("--shape equity") },
  });
  const { dates, table } = await imported(text, { shape: "equity" });
  expect(dates).toEqual(["2024-01-02", "2024-01-03", "2024-01-04"]);
  expect(table).toEqual({ A: [50, 50, 50], B: [-23, -37, -23] });
  const withCapital = await imported(text, { shape: "equity", capital: 99_900 });
  expect(withCapital.table).toMatchObject({ A: [100, 50, 50, 50] });
  const newestFirst = `Date,A\n${text
    .split("\n")
    .slice(1, 5)
    .reverse()
    .map((row) => row.slice(0, 17))
    .join("\n")}\n`;
  expect((await imported(newestFirst, { shape: "equity" })).table).toEqual({ A: [50, 50, 50] });
});

test("prices and returns become P&L of a capital", async () => {
  const prices = "Date,A\n2024-01-01,100\n2024-01-02,110\n2024-01-03,99\n";
  expect((await imported(prices, { shape: "prices" })).table).toEqual({ A: [10, -11] });
  const { A = [] } = (await imported(prices, { shape: "prices", capital: 1000 })).table;
  expect(A[0]).toBeCloseTo(100, 9);
  expect(A[1]).toBeCloseTo(-100, 9);
  const returns = "Date,A\n2024-01-01,1.5%\n2024-01-02,-0.5%\n";
  expect((await imported(returns, { shape: "returns", unit: "percent", capital: 1000 })).table).toEqual({
    A: [15, -5],
  });
});

test("a table with a row per strategy is turned", async () => {
  const { dates, table } = await imported("Strategy,2024-01-01,2024-01-02,2024-01-03\nA,1,2,3\nB,-1,,0.5\n");
  expect(dates).toEqual(["2024-01-01", "2024-01-02", "2024-01-03"]);
  expect(table).toEqual({ A: [1, 2, 3], B: [-1, 0, 0.5] });
});

test("trades: grouping, day, fees, weeks and currency as they are said", async () => {
  const text = [
    "Strategy,Symbol,Entry Time,Exit Time,Qty,Entry Price,Exit Price,PnL,Commission,Currency",
    "A,X,2024-01-04 10:00,2024-01-05 10:00,1,1,2,10,1,USD",
    "A,Y,2024-01-05 10:00,2024-01-08 10:00,1,1,2,20,2,USD",
    "B,X,2024-01-08 10:00,,1,1,,,,USD",
  ].join("\n");
  expect(await imported(text)).toMatchObject({ dates: ["2024-01-05", "2024-01-08"], table: { A: [10, 20] } });
  expect((await imported(text)).result.dataset.findings.map(({ kind }) => kind)).toEqual([
    "shape",
    "open-trades",
    "fees",
  ]);
  expect((await imported(text, { by: ["Strategy", "Symbol"] })).table).toEqual({
    "A X": [10, 0],
    "A Y": [0, 20],
  });
  expect(await imported(text, { day: "entry", fees: "out" })).toMatchObject({
    dates: ["2024-01-04", "2024-01-05"],
    table: { A: [9, 18] },
  });
  expect((await imported(text, { period: "week" })).dates).toEqual(["2024-01-05", "2024-01-12"]);
  await expect(imported(text.replace("2,20,2,USD", "2,20,2,EUR"))).rejects.toMatchObject({
    message: expect.stringContaining("USD, EUR"),
  });
  expect((await imported(text.replace("2,20,2,USD", "2,20,2,EUR"), { currency: "USD" })).table).toEqual({
    A: [10],
  });
});

const preambles: [string, string][] = [
  [
    "title lines",
    "Backtest export,,\nPeriod: 2024-01-01 to 2024-01-05,,\n,,\nDate,A,B\n2024-01-01,1,2\n2024-01-02,-3,4\n",
  ],
  ["a declared delimiter", "sep=;\nDate;A;B\n2024-01-01;1;2\n2024-01-02;-3;4\n"],
  ["comments", "# made by hand\n# twice\nDate,A,B\n2024-01-01,1,2\n2024-01-02,-3,4\n"],
  ["a row of units", "Date,A,B\nYYYY-MM-DD,INR,INR\n2024-01-01,1,2\n2024-01-02,-3,4\n"],
  ["two header rows", ",A,B\nDate,pnl,pnl\n2024-01-01,1,2\n2024-01-02,-3,4\n"],
  ["names of pandas over two levels", "strategy,A,B\nDate,,\n2024-01-01,1,2\n2024-01-02,-3,4\n"],
  ["a footer", "Date,A,B\n2024-01-01,1,2\n2024-01-02,-3,4\nTotal,-2,6\nGenerated by hand,,\n"],
];

test.each(preambles)("what stands around a table: %s", async (_name, text) => {
  const { table, dates } = await imported(text);
  expect(dates).toEqual(["2024-01-01", "2024-01-02"]);
  expect(table).toEqual({ A: [1, -3], B: [2, 4] });
});

test("lines that are said to lie above the header are skipped, and rows keep their numbers", async () => {
  const text = "one\ntwo\nDate,A\n2024-01-01,1\n2024-01-02,x\n";
  const { table, result } = await imported(text, { skipLines: 2 });
  expect(table).toEqual({ A: [1, 0] });
  expect(result.files[0]?.skippedLines).toBe(2);
});

test("a wide table comes back from its trades and from its long form", async () => {
  // As P&L of a day is: an amount a thousand times the others' would be asked about.
  const amount = fc
    .tuple(fc.constantFrom(-1, 1), fc.integer({ min: 10_000, max: 9_999_999 }))
    .map(([sign, cents]) => (sign * cents) / 100);
  const shape = fc.record({
    days: fc.integer({ min: 2, max: 12 }),
    strategies: fc.integer({ min: 2, max: 6 }),
  });
  const wide = shape.chain(({ days, strategies }) =>
    fc.array(fc.array(amount, { minLength: strategies, maxLength: strategies }), {
      minLength: days,
      maxLength: days,
    }),
  );
  await fc.assert(
    fc.asyncProperty(wide, fc.boolean(), async (rows, isLong) => {
      const day = (at: number) => `2024-01-${String(at + 1).padStart(2, "0")}`;
      const cells = rows.flatMap((row, at) =>
        row.map((value, column) => ({ day: day(at), name: `S${column}`, value })),
      );
      const text = isLong
        ? `date,strategy,pnl\n${cells.map(({ day: on, name, value }) => `${on},${name},${value}`).join("\n")}\n`
        : `Strategy,Side,Entry Time,Exit Time,Qty,P&L\n${cells
            .flatMap(({ day: on, name, value }) => [
              `${name},Buy,${on} 09:00:00,${on} 10:00:00,1,${value * 0.25}`,
              `${name},Sell,${on} 11:00:00,${on} 12:00:00,1,${value * 0.75}`,
            ])
            .join("\n")}\n`;
      const { table, dates } = await imported(text);
      expect(dates).toEqual(rows.map((_, at) => day(at)));
      for (const { day: on, name, value } of cells) {
        const found = table[name]?.[dates.indexOf(on)] ?? Number.NaN;
        expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }
    }),
    { numRuns: cases(12) },
  );
}, 120_000);

test("another file decides how days of orders are written that are in order in any way", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const orders = async (name: string, ...rows: string[]): Promise<string> => {
    await writeFile(join(home, name), ["Time,Symbol,Side,Quantity,Price", ...rows, ""].join("\n"));
    return join(home, name);
  };
  const january = await orders(
    "january.csv",
    "05/01/2024 10:00,A,buy,1,10",
    "06/01/2024 10:00,A,sell,1,12",
    "08/01/2024 10:00,A,buy,1,10",
    "12/01/2024 10:00,A,sell,1,11",
  );
  const february = await orders("february.csv", "15/02/2024 10:00,A,buy,1,10", "16/02/2024 10:00,A,sell,1,7");
  await importInto(context, "d", [january, february], {});
  const open = await context.datasets.open("d");
  expect(open.observations.map(({ date }) => date)).toEqual(["2024-01-06", "2024-01-12", "2024-02-16"]);
  expect(open.matrix.rows.map((row) => [...row])).toEqual([
    [2, 0],
    [1, 0],
    [0, -3],
  ]);
  // In neither way in order of time: which order was first depends on how it is read.
  const mixed = await orders(
    "mixed.csv",
    "05/02/2024 10:00,A,buy,1,10",
    "06/01/2024 10:00,A,sell,1,12",
    "04/03/2024 10:00,A,sell,1,12",
  );
  await expect(importInto(context, "e", [mixed, february], {})).rejects.toMatchObject({
    message: expect.stringContaining("no row decides it"),
  });
});

test("how the days of a table on its side are written is asked once", async () => {
  const text = "Strategy,01/02/2024,02/02/2024,03/02/2024\nA,1,2,-1\nB,1,-2,-1\n";
  const problem = await imported(text).catch((error) => error);
  expect(problem.message).toContain("no row decides it");
  expect(problem.report.also).toBeUndefined();
});

const [pnl, paid] = [
  [5, -3, 2, -8, 1],
  [-1, 4, -6, 3, 7],
];

function wideTable(dates: Readonly<Record<string, readonly (number | string)[]>>): string {
  const columns = Object.entries({ ...dates, alpha: pnl, beta: paid });
  const rows = pnl.map((_, row) => columns.map(([, cells]) => cells[row]).join(","));
  return `${[columns.map(([name]) => name).join(","), ...rows].join("\n")}\n`;
}

const [entered, left] = [3, 4].map((day) =>
  pnl.map((_, row) => `2024-01-${String(day + row).padStart(2, "0")}`),
) as [string[], string[]];

test.each(["Entry Date", "Exit Date"])("running totals beside a column %s are asked about", async (name) => {
  const [a, b] = [
    [100_000, 100_050, 100_100, 100_150, 100_200],
    [100_000, 99_977, 99_940, 99_917, 99_880],
  ];
  const days: Readonly<Record<string, string[]>> =
    name === "Entry Date" ? { Date: left, "Entry Date": entered } : { "Exit Date": left };
  const text = wideTable(days)
    .split("\n")
    .map((row, at) => {
      const cells = row.split(",");
      return at === 0 || row === "" ? row : [...cells.slice(0, -2), a[at - 1], b[at - 1]].join(",");
    });
  await expect(imported(text.join("\n"))).rejects.toMatchObject({
    message: expect.stringContaining("running totals"),
  });
});

test.each([
  ["Exit Date", { "Exit Date": left }, left],
  ["Entry Date", { "Entry Date": entered }, entered],
  ["Exit Date", { "Entry Date": entered, "Exit Date": left }, left],
])("a wide table that has no other days than those of %s is read by them", async (name, days, dates) => {
  const read = await imported(wideTable(days));
  expect(read.dates).toEqual(dates);
  expect(read.table).toEqual({ alpha: pnl, beta: paid });
  const told = read.result.dataset.findings.find(({ kind }) => kind === "date-column");
  expect(told?.message).toContain(`that of its "${name}"`);
});

test.each([
  ["2024-01-03", entered],
  ["03.01.2024", entered.map((day) => day.split("-").toReversed().join("."))],
  ["Jan 03, 2024", entered.map((day) => `"Jan ${day.slice(8)}, 2024"`)],
])("days of an entry as %s beside the dates of a wide table are left out and told of", async (_, days) => {
  const read = await imported(wideTable({ Date: left, "Entry Date": days }));
  expect(read.dates).toEqual(left);
  expect(read.table).toEqual({ alpha: pnl, beta: paid });
  const told = read.result.dataset.findings.find(({ kind }) => kind === "ignored-columns");
  expect(told).toMatchObject({ examples: ["Entry Date"] });
});

test.each([
  ["seconds since 1970", pnl.map((_, row) => 1_704_067_200 + 86_400 * row)],
  ["serial numbers", pnl.map((_, row) => 45_292 + row)],
])("a column called Trading Day may hold %s", async (_, days) => {
  const read = await imported(wideTable({ "Trading Day": days }));
  expect(read.dates).toEqual(["01", "02", "03", "04", "05"].map((day) => `2024-01-${day}`));
  expect(read.table).toEqual({ alpha: pnl, beta: paid });
});

test("a wide table of hundreds of strategies is read by its Exit Date", async () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`more ${at}`, pnl]));
  const read = await imported(wideTable({ "Entry Date": entered, "Exit Date": left, ...many }));
  expect(read.dates).toEqual(left);
  expect(read.table).toEqual({ ...many, alpha: pnl, beta: paid });
});
