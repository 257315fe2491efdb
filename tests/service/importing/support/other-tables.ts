import { utils, write } from "@e965/xlsx";
import { unzipSync, zipSync } from "fflate";
import { noise, rows, table, type Variant } from "./variants.ts";

const strategies = { A: [1.3, 60], B: [2.1, 60] } as const;
const known = Object.fromEntries(
  Object.entries(strategies).map(([name, [k, count]]) => [
    name,
    Array.from({ length: count }, (_, i) => noise(i, k)),
  ]),
);
/** Sixty days of two strategies and a column that is none. */
const beside = (name: string, cell: (index: number) => number): Variant => ({
  content: table(`Date,A,${name},B`, 60, (i) => [noise(i, 1.3), cell(i), noise(i, 2.1)]),
  table: known,
  finding: "odd-columns",
});

const rounded = (value: number): number => Math.round(value * 100) / 100;
const [first, second, third] = [1.3, 2.1, 0.7].map((k) => (i: number) => noise(i, k)) as [
  (index: number) => number,
  (index: number) => number,
  (index: number) => number,
];
/** Sixty days of three strategies and of columns that sum them up. */
const summedUp = (names: string, cells: (three: readonly number[], index: number) => number[]): Variant => ({
  content: table(`Date,A,B,C,${names}`, 60, (i) => {
    const three = [first(i), second(i), third(i)];
    return [...three, ...cells(three, i)];
  }),
  table: {
    A: Array.from({ length: 60 }, (_, i) => first(i)),
    B: Array.from({ length: 60 }, (_, i) => second(i)),
    C: Array.from({ length: 60 }, (_, i) => third(i)),
  },
  finding: "odd-columns",
});
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function book(rowsOfSheet: (string | number | null)[][], formats: Record<string, string> = {}): Buffer {
  const made = utils.book_new();
  const sheet = utils.aoa_to_sheet(rowsOfSheet);
  for (const [at, format] of Object.entries(formats)) (sheet[at] as { z?: string }).z = format;
  utils.book_append_sheet(made, sheet, "P&L");
  return write(made, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

/** Columns that are none of a strategy, ends of files, workbooks, lists of trades in other languages. */
export const otherTables: Record<string, Variant> = {
  // Rows
  "a first row without a readable day is no header": {
    content: rows("Date,A,B", "n/a,1.5,2", "31-31-2024,7,8", "2024-01-02,-2.5,3", "2024-01-03,4,-5"),
    refused: /line 2.*--bad-dates drop/,
  },
  "first rows without a readable day, left out": {
    content: rows("Date,A,B", "n/a,1.5,2", "soon,7,8", "2024-01-02,-2.5,3", "2024-01-03,4,-5"),
    said: { policies: { badDates: "drop" } },
    table: { A: [-2.5, 4], B: [3, -5] },
  },
  "names that are numbers, below a title": {
    content: rows("All strategies", "Date,101,102", "2024-01-02,-2.5,3", "2024-01-03,4,-5"),
    table: { "101": [-2.5, 4], "102": [3, -5] },
  },
  "names that are numbers, below a line of groups": {
    content: rows("Group,NIFTY,BANK", "Date,101,102", "2024-01-02,-2.5,3", "2024-01-03,4,-5"),
    table: { "101": [-2.5, 4], "102": [3, -5] },
  },
  "a row with a cell too many": {
    content: rows("Date,A,B", "2024-01-01,1.5,2", "2024-01-02,1,250,3", "2024-01-03,4,-5"),
    refused: /line 3.*more cells.*--long-rows drop or cut/,
  },
  "a row with a cell too many, left out": {
    content: rows("Date,A,B", "2024-01-01,1.5,2", "2024-01-02,1,250,3", "2024-01-03,4,-5"),
    said: { policies: { longRows: "drop" } },
    dates: ["2024-01-01", "2024-01-03"],
    table: { A: [1.5, 4], B: [2, -5] },
    finding: "long-rows",
  },
  "a row with a cell too many, its first ones taken": {
    content: rows("Date,A,B", "2024-01-01,1.5,2", "2024-01-02,1,250,note", "2024-01-03,4,-5"),
    said: { policies: { longRows: "cut" } },
    table: { A: [1.5, 1, 4], B: [2, 250, -5] },
    finding: "long-rows",
  },
  "weights, which add up to 100": {
    content: table("Date,A,B,C", 12, (i) => [20 + ((i * 7) % 11), (50.04 - ((i * 7) % 11)).toFixed(1), 30]),
    refused: /adds up to 100.*--odd-columns keep/,
  },
  "weights, taken as they are": {
    content: table("Date,A,B,C", 12, (i) => [20 + ((i * 7) % 11), 50 - ((i * 7) % 11), 30]),
    said: { policies: { oddColumns: "keep" } },
    finding: "constant-sum",
  },
  "a strategy and its mirror": {
    content: table("Date,A,B", 60, (i) => [noise(i, 1.3), -noise(i, 1.3)]),
    table: { A: known.A ?? [], B: (known.A ?? []).map((cell) => -cell) },
    finding: "constant-sum",
  },
  // Columns
  "a volume": beside("Volume", (i) => Math.round(100_000 + 50_000 * Math.sin(i * i * 3.3))),
  "how many trades": beside("No. of trades", (i) => (i * 7) % 5),
  "whether the day was won": beside("Win", (i) => (noise(i, 1.3) > 0 ? 1 : 0)),
  "a total that is rounded": beside("Total", (i) => Math.round(noise(i, 1.3) + noise(i, 2.1))),
  "a mean": summedUp("Average", (three) => [rounded(sum(three) / 3)]),
  "a total and a mean beside each other": summedUp("Total,Avg P&L", (three) => [
    rounded(sum(three)),
    rounded(sum(three) / 3),
  ]),
  "a mean without rounding under another name": summedUp("Portfolio", (three) => [sum(three) / 3]),
  "median, best and worst": summedUp("Median,Max,Min", (three) => {
    const [worst = 0, median = 0, best = 0] = three.toSorted((a, b) => a - b);
    return [median, best, worst];
  }),
  "standard deviation, rank and count": summedUp("Std,Rank,Count", (three, i) => [
    rounded(Math.sqrt(sum(three.map((one) => (one - sum(three) / 3) ** 2)) / 2)),
    1 + (i % 7),
    3,
  ]),
  "the total in percent of a capital": summedUp("ROI %", (three) => [rounded(sum(three) / 10)]),
  "costs, days to expiry, a drawdown": summedUp("Brokerage,DTE,DD %", (_three, i) => [
    rounded(20 + ((i * 7) % 11)),
    6 - (i % 7),
    -((i * 13) % 17),
  ]),
  "totals of some columns": {
    content: table("Date,A,B,Total NIFTY,C,D,BANKNIFTY Total", 60, (i) => {
      const [a, b, c, d] = [first(i), second(i), third(i), noise(i, 0.9)];
      return [a, b, rounded(a + b), c, d, rounded(c + d)];
    }),
    table: {
      A: Array.from({ length: 60 }, (_, i) => first(i)),
      B: Array.from({ length: 60 }, (_, i) => second(i)),
      C: Array.from({ length: 60 }, (_, i) => third(i)),
      D: Array.from({ length: 60 }, (_, i) => noise(i, 0.9)),
    },
    finding: "odd-columns",
  },
  "strategies that are called Average and Total": {
    content: table("Date,Average,Total,B", 60, (i) => [first(i), second(i), third(i)]),
    table: {
      Average: Array.from({ length: 60 }, (_, i) => first(i)),
      Total: Array.from({ length: 60 }, (_, i) => second(i)),
      B: Array.from({ length: 60 }, (_, i) => third(i)),
    },
  },
  "numbers of rows that pandas calls level_0": {
    content: table("Date,A,level_0,B", 8, (i) => [first(i), i, second(i)]),
    table: {
      A: Array.from({ length: 8 }, (_, i) => first(i)),
      B: Array.from({ length: 8 }, (_, i) => second(i)),
    },
    finding: "odd-columns",
  },
  "losses of one strategy of many in parentheses": {
    content: table("Date,A,B,C,D,E,F,G,H,I,J,K", 40, (i) => [
      first(i) < 0 ? `(${-first(i)})` : first(i),
      ...[2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9, 3.1].map((k) => noise(i, k)),
    ]),
    table: Object.fromEntries(
      [1.3, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9, 3.1].map((k, at) => [
        String.fromCharCode(65 + at),
        Array.from({ length: 40 }, (_, i) => noise(i, k)),
      ]),
    ),
    finding: "notation",
  },
  // Dates
  ...Object.fromEntries(
    (
      [
        ["nanoseconds since 1970", "1704326400000000000", "1704412800000000000"],
        ["months of Spain, with their prepositions", "4 de enero de 2024", "5 de enero de 2024"],
        ["months of Germany with an umlaut", "4. März 2024", "5. März 2024", "2024-03-04", "2024-03-05"],
        ["months of Russia", "4 янв 2024", "5 января 2024"],
        ["dates of Korea", "2024년 1월 4일", "2024년 1월 5일"],
        ["a time before the date", "09:15 14-01-2024", "09:15 15-01-2024", "2024-01-14", "2024-01-15"],
        ["the name of a zone behind the time", "2024-01-04 09:15 IST", "2024-01-05 09:15 IST"],
      ] as const
    ).map(([name, one, two, from = "2024-01-04", to = "2024-01-05"]) => [
      name,
      {
        content: rows("Date,A,B", `${one},1.5,2`, `${two},-2,3`),
        dates: [from, to],
        table: { A: [1.5, -2], B: [2, 3] },
      },
    ]),
  ),
  "a strategy that is called Win": {
    content: table("Date,Win,B", 60, (i) => [noise(i, 1.3), noise(i, 2.1)]),
    table: { Win: known.A ?? [], B: known.B ?? [] },
  },
  "a large number again and again for no value": {
    content: table("Date,A,B", 60, (i) => [i % 9 === 7 ? 999_999_999 : noise(i, 1.3), noise(i, 2.1)]),
    finding: "outliers",
  },
  "names that differ in the width of letters": {
    content: rows("Date,AB,ＡＢ", "2024-01-01,1.5,2", "2024-01-02,-2,3"),
    refused: /--duplicates/,
  },
  "names that differ in blanks within, numbered": {
    content: rows("Date,A B,A  B", "2024-01-01,1.5,2", "2024-01-02,-2,3"),
    said: { policies: { duplicateNames: "rename" } },
    table: { "A B": [1.5, -2], "A  B.2": [2, 3] },
  },
  "names that differ in a sign that nobody sees": {
    content: rows("Date,A,A\u200b", "2024-01-01,1.5,2", "2024-01-02,-2,3"),
    refused: /--duplicates/,
  },
  // Encodings and ends
  "Windows-1251": {
    content: Buffer.concat([
      Buffer.from("Date,"),
      Buffer.from("d1f2f0e0f2e5e3e8ff", "hex"),
      Buffer.from("\n2024-01-01,1.5\n2024-01-02,-2\n"),
    ]),
    table: { Стратегия: [1.5, -2] },
    finding: "encoding",
  },
  "lines that end as on old Macintoshes": {
    content: "Date,A,B\r2024-01-01,1,2\r2024-01-02,-3,4\r",
    table: { A: [1, -3], B: [2, 4] },
  },
  "the mark of an end that DOS wrote": {
    content: "Date,A,B\r\n2024-01-01,1,2\r\n2024-01-02,-3,4\r\n\x1a",
    table: { A: [1, -3], B: [2, 4] },
  },
  "cut before the last number": {
    content: "Date,A,B\n2024-01-01,1.50,2.25\n2024-01-02,-2.25,3.75\n2024-01-03,10.75,",
    finding: "cut-off",
  },
  "cut within a date": {
    content: "Date,A,B\n2024-01-01,1.50,2.25\n2024-01-02,-2.25,3.75\n2024-0",
    refused: /line 4.*2024-0/,
  },
  // Workbooks and archives
  "a sheet with a title, a blank row and a blank column": {
    content: book([
      ["Report of January"],
      [],
      [null, "Date", "A", "B"],
      [null, "2024-01-01", 1.5, 2],
      [null, "2024-01-02", -2, 3],
      [null, "Total", -0.5, 5],
    ]),
    name: "a.xlsx",
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1.5, -2], B: [2, 3] },
  },
  "cells that a sheet shows as percentages": {
    content: book(
      [
        ["Date", "A"],
        ["2024-01-01", 0.07],
        ["2024-01-02", -0.0125],
      ],
      { B2: "0.00%", B3: "0.00%" },
    ),
    name: "a.xlsx",
    table: { A: [7, -1.25] },
    money: "%",
  },
  "a cell far beyond the last column of any sheet": {
    content: (() => {
      const members = unzipSync(
        book([
          ["Date", "A"],
          ["2024-01-01", 1],
        ]),
      );
      const sheet = "xl/worksheets/sheet1.xml";
      const text = Buffer.from(members[sheet] as Uint8Array)
        .toString()
        .replace('r="B2"', 'r="ZZZZZ2"');
      return Buffer.from(zipSync({ ...members, [sheet]: Buffer.from(text) }));
    })(),
    name: "a.xlsx",
    refused: /damaged.*16,384 columns/,
  },
  "an archive with words about its tables": {
    content: Buffer.from(
      zipSync({
        "a.csv": Buffer.from("Date,A\n2024-01-01,1\n2024-01-02,2\n"),
        "b.csv": Buffer.from("Date,B\n2024-01-01,5\n2024-01-02,-2\n"),
        "README.txt": Buffer.from("two strategies\nof January\n"),
      }),
    ),
    name: "a.zip",
    table: { A: [1, 2], B: [5, -2] },
  },
  // Returns
  "percent signs against fractions that are said": {
    content: rows("Date,A,B", "2024-01-01,1.5%,2%", "2024-01-02,-2%,0.5%"),
    said: { layout: { shape: "returns", unit: "fraction", capital: 10_000 } },
    refused: /--unit percent/,
  },
  "percent signs say the unit of returns": {
    content: rows("Date,A,B", "2024-01-01,1.5%,2%", "2024-01-02,-2%,0.5%"),
    said: { layout: { shape: "returns", capital: 10_000 } },
    table: { A: [150, -200], B: [200, 50] },
  },
  "returns of a capital without a unit": {
    content: rows("Date,A,B", "2024-01-01,1.5,2", "2024-01-02,-2,0.5"),
    said: { layout: { shape: "returns", capital: 10_000 } },
    refused: /--unit percent.*--unit fraction/,
  },
  // Trades
  "orders whose quantity says the side": {
    content: rows(
      "Date,Symbol,Quantity,Price",
      "2024-01-01,AAA,10,100",
      "2024-01-02,AAA,-4,110",
      "2024-01-03,AAA,-6,90",
    ),
    dates: ["2024-01-02", "2024-01-03"],
    table: { AAA: [40, -60] },
  },
  "a trade and its legs, of which only these have a symbol": {
    content: rows(
      "Index,Entry Date,Entry Time,Exit Date,Exit Time,Instrument,B/S,Qty,Entry Price,Exit Price,P/L",
      "1,2024-01-02,09:20:00,2024-01-02,15:15:00,,,,,,1500",
      "1.1,2024-01-02,09:20:00,2024-01-02,15:15:00,NIFTY CE,Sell,50,100,80,1000",
      "1.2,2024-01-02,09:20:00,2024-01-02,15:15:00,NIFTY PE,Sell,50,100,90,500",
      "2,2024-01-03,09:20:00,2024-01-03,15:15:00,,,,,,-700",
      "2.1,2024-01-03,09:20:00,2024-01-03,15:15:00,NIFTY CE,Sell,50,100,114,-700",
    ),
    table: { file: [1500, -700] },
  },
  "trades of a platform that speaks German": {
    content: rows(
      "Handelsnummer;Instrument;Konto;Strategie;Marktpos.;Anzahl;Einstiegspreis;Ausstiegspreis;Einstiegszeit;Ausstiegszeit;Gewinn;Kommission",
      "1;ES 03-24;Sim101;SMA;Long;1;4.700,25;4.710,25;02.01.2024 15:30:00;02.01.2024 16:30:00;1.500,00 €;4,10 €",
      "2;ES 03-24;Sim101;SMA;Short;1;4.710,25;4.715,25;13.01.2024 15:30:00;13.01.2024 16:30:00;-250,00 €;4,10 €",
    ),
    dates: ["2024-01-02", "2024-01-13"],
    table: { SMA: [1500, -250] },
  },
  "trades of a platform that speaks Russian": {
    content: rows(
      "Тикет;Время открытия;Тип;Объем;Инструмент;Цена открытия;Время закрытия;Цена закрытия;Комиссия;Своп;Прибыль",
      "1;2024.01.02 10:00;buy;1.00;EURUSD;1.1;2024.01.02 15:00;1.11;-3.5;0;1000.00",
      "2;2024.01.03 10:00;sell;1.00;EURUSD;1.1;2024.01.03 15:00;1.11;-3.5;0;-900.00",
    ),
    table: { EURUSD: [1000, -900] },
  },
  "the total below a list of trades": {
    content: rows(
      "Ticket,Open Time,Type,Size,Item,Price,S / L,T / P,Close Time,Price,Commission,Taxes,Swap,Profit",
      "2,2024.01.02 10:00:00,buy,0.10,eurusd,1.1,0,0,2024.01.03 11:00:00,1.1,-0.70,0.00,-0.10,20.00",
      "3,2024.01.15 10:00:00,sell,0.10,gbpusd,1.2,0,0,2024.01.15 12:00:00,1.2,-0.70,0.00,0.00,-10.00",
      ",,,,,,,,,,-1.40,0.00,-0.10,10.00",
    ),
    table: { eurusd: [19.2, 0], gbpusd: [0, -10.7] },
    finding: "other-rows",
  },
  "a row without a day that is no total": {
    content: rows(
      "Symbol,Entry Time,Exit Time,Qty,Profit",
      "A,2024-01-02 10:00,2024-01-02 11:00,1,20",
      "A,2024-01-03 10:00,2024-01-03 11:00,1,-10",
      ",,,,11",
    ),
    refused: /line 4.*no day/,
  },
  "account values of a long table": {
    content: rows(
      "date,strategy,equity",
      "2024-01-02,A,100000",
      "2024-01-02,B,100000",
      "2024-01-03,A,100100",
    ),
    refused: /equity.*--value "equity".*--shape equity/,
  },
  "account values of a long table, taken as P&L": {
    content: rows("date,strategy,equity", "2024-01-02,A,5", "2024-01-02,B,-1", "2024-01-03,A,2"),
    said: { layout: { value: "equity" } },
    table: { A: [5, 2], B: [-1, 0] },
  },
  "a long table as pandas melts it": {
    content: rows("date,variable,value", "2024-01-02,A,1", "2024-01-02,B,-1", "2024-01-03,A,4"),
    table: { A: [1, 4], B: [-1, 0] },
  },
  "names of a long table that differ in case": {
    content: rows("date,strategy,pnl", "2024-01-01,Alpha,10", "2024-01-01,ALPHA,20", "2024-01-02,Beta,1"),
    table: { Alpha: [10, 0], ALPHA: [20, 0], Beta: [0, 1] },
    finding: "alike-names",
  },
  "two rows a trade, the P&L in both": {
    content: rows(
      "Trade #,Type,Date/Time,Signal,Price USD,Position size (qty),Net P&L USD,Net P&L %,Cumulative P&L USD",
      "1,Entry long,2024-01-02 09:15,Buy,100,1,10,10,10",
      "1,Exit long,2024-01-03 15:30,Close,110,1,10,10,10",
      "2,Entry short,2024-01-04 09:15,Sell,100,1,-5.5,-5.5,4.5",
      "2,Exit short,2024-01-05 15:30,Close,105,1,-5.5,-5.5,4.5",
    ),
    dates: ["2024-01-03", "2024-01-05"],
    table: { file: [10, -5.5] },
  },
};
