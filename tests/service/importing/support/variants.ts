import { gzipSync, zstdCompressSync } from "node:zlib";
import { utils, write } from "@e965/xlsx";
import type { importInto } from "./import-context.ts";

type Said = Parameters<typeof importInto>[3];

/** A file, and what it is: days and cells by strategy, or what its refusal says. */
export interface Variant {
  readonly content: string | Buffer;
  readonly name?: string;
  readonly said?: Said;
  readonly dates?: readonly string[];
  readonly table?: Readonly<Record<string, readonly number[]>>;
  /** A finding that must be there. */
  readonly finding?: string;
  /** A finding that must not be there. */
  readonly silent?: string;
  /** Times of day at which the observations begin. */
  readonly times?: readonly (string | null)[];
  /** Regime and its confidence of each observation. */
  readonly regimes?: readonly (readonly [string | null, number | null])[];
  /** Zone of the last observation. */
  readonly zone?: string;
  /** Cells not taken as written, by reason. */
  readonly rejects?: Readonly<Record<string, number>>;
  /** What its cells are in; "" when nobody said it. */
  readonly money?: string;
  /** Words of the message or its remedy. */
  readonly refused?: RegExp;
}

export const rows = (...lines: string[]): string => `${lines.join("\n")}\n`;
const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
export const noise = (index: number, k: number): number =>
  Math.round(Math.sin(index * index * k + k) * 10000) / 100;
export const table = (header: string, count: number, row: (index: number) => (string | number)[]): string =>
  rows(header, ...Array.from({ length: count }, (_, index) => [day(index), ...row(index)].join(",")));

export const variants: Record<string, Variant> = {
  // Numbers
  "dollars with groups, losses in parentheses": {
    content: rows(
      "Date,A,B",
      '2024-01-01,"$1,234.50",($20.00)',
      '2024-01-02,"($2,000.00)",$5.25',
      "2024-01-03,$0.00,$7.00",
    ),
    table: { A: [1234.5, -2000, 0], B: [-20, 5.25, 7] },
  },
  "euros of Germany, currency behind": {
    content: rows("Date;A;B", "2024-01-01;1.234,50 €;-20,00 €", "2024-01-02;-2.000,75 €;5,25 €"),
    table: { A: [1234.5, -2000.75], B: [-20, 5.25] },
    money: "€",
  },
  "Swiss apostrophes": {
    content: rows("Date;A;B", "2024-01-01;1'234.50;-20.00", "2024-01-02;-12'000.75;5.25"),
    table: { A: [1234.5, -12000.75], B: [-20, 5.25] },
  },
  "French groups of narrow blanks": {
    content: rows("Date;A;B", "2024-01-01;1\u202f234,50;-20,00", "2024-01-02;-12\u202f000,75;5,25"),
    table: { A: [1234.5, -12000.75], B: [-20, 5.25] },
  },
  "rupees with Dr and Cr": {
    content: rows("Date,A,B", '2024-01-01,"₹1,23,456.50 Cr",₹20.00 Dr', '2024-01-02,"₹2,000.00 Dr",₹5.25 Cr'),
    table: { A: [123456.5, -2000], B: [-20, 5.25] },
    money: "₹",
  },
  "minus behind the number": {
    content: rows("Date,A,B", "2024-01-01,12.50-,3.25", "2024-01-02,7.75,4.50-"),
    table: { A: [-12.5, 7.75], B: [3.25, -4.5] },
  },
  "full-width digits": {
    content: rows("Date,A,B", "2024-01-01,－１２．５,３", "2024-01-02,７,－４"),
    table: { A: [-12.5, 7], B: [3, -4] },
  },
  "Arabic digits": {
    content: rows("Date;A;B", "2024-01-01;-١٢٫٥;٣٫٢٥", "2024-01-02;٧٫٥;-٤٫٥"),
    table: { A: [-12.5, 7.5], B: [3.25, -4.5] },
  },
  "two currencies": {
    content: rows("Date,A,B", "2024-01-01,$12.50,€3.25", "2024-01-02,$7.75,€4.50"),
    refused: /--/,
  },
  "percentages beside amounts": {
    content: rows("Date,A,B", "2024-01-01,1.25%,300.25", "2024-01-02,-0.75%,-450.50", "2024-01-03,0.5%,12"),
    refused: /--/,
  },
  "only groups of three behind a point": {
    content: rows("Date;A;B", "2024-01-01;1.234;-2.500", "2024-01-02;7.250;3.125"),
    refused: /--decimal/,
  },
  "magnitudes with K and M": {
    content: rows("Date,A,B", "2024-01-01,1.5K,-2K", "2024-01-02,-0.5K,3K", "2024-01-03,2.25M,1K"),
    refused: /--|notation|K/,
  },
  exponents: {
    content: rows("Date,A,B", "2024-01-01,1.5E+03,-2e2", "2024-01-02,-5.00E-01,3e0"),
    table: { A: [1500, -0.5], B: [-200, 3] },
  },
  "one strategy with a decimal comma and tabs": {
    content: rows("Date\tA", "2024-01-01\t1,5", "2024-01-02\t-2,25", "2024-01-03\t10,75"),
    table: { A: [1.5, -2.25, 10.75] },
  },
  "a strategy that begins late, with groups": {
    content: table("Date,A,B", 300, (i) => [
      i % 2 ? 5 : -5,
      i < 250 ? 0 : `"${i % 2 ? "" : "-"}1,${250 + i}.50"`,
    ]),
    table: {
      A: Array.from({ length: 300 }, (_, i) => (i % 2 ? 5 : -5)),
      B: Array.from({ length: 300 }, (_, i) => (i < 250 ? 0 : (i % 2 ? 1 : -1) * (1250.5 + i))),
    },
  },
  "a declared decimal sign against the guess": {
    content: rows("Date\tA", "2024-01-01\t1,234", "2024-01-02\t-2,500"),
    said: { dialect: { decimal: "comma" } },
    table: { A: [1.234, -2.5] },
  },
  // Columns that are no P&L
  "a price with decimals beside strategies": {
    content: table("Date,Close,A,B,C", 60, (i) => [
      (21000.25 + 13.5 * i).toFixed(2),
      noise(i, 1.3),
      noise(i, 2.1),
      noise(i, 0.7),
    ]),
    finding: "odd-columns",
    table: {
      A: Array.from({ length: 60 }, (_, i) => noise(i, 1.3)),
      B: Array.from({ length: 60 }, (_, i) => noise(i, 2.1)),
      C: Array.from({ length: 60 }, (_, i) => noise(i, 0.7)),
    },
  },
  "a price beside strategies in a short file": {
    content: table("Date,BANKNIFTY,A,B", 8, (i) => [
      (47000.25 + 113.5 * Math.sin(i)).toFixed(2),
      noise(i, 1.3),
      noise(i, 2.1),
    ]),
    finding: "odd-columns",
    table: {
      A: Array.from({ length: 8 }, (_, i) => noise(i, 1.3)),
      B: Array.from({ length: 8 }, (_, i) => noise(i, 2.1)),
    },
  },
  "account values with decimals": {
    content: table("Date,A,B", 12, (i) => [
      (100000 + 50.25 * i + noise(i, 1.1)).toFixed(2),
      (50000 + noise(i, 2)).toFixed(2),
    ]),
    refused: /--shape/,
  },
  "cumulated P&L": {
    content: table("Date,A,B,C", 60, (i) =>
      [1, 2, 3].map((k) =>
        Array.from({ length: i + 1 }, (_, j) => noise(j, k * 1.3))
          .reduce((a, b) => a + b, 0)
          .toFixed(2),
      ),
    ),
    refused: /--shape|--odd-columns/,
  },
  "rows numbered from 0 without a name": {
    content: rows(",Date,A,B", "0,2024-01-01,1.5,-2", "1,2024-01-02,-0.5,3", "2,2024-01-03,1,1"),
    table: { A: [1.5, -0.5, 1], B: [-2, 3, 1] },
  },
  "a serial number, S.No.": {
    content: rows("S.No.,Date,A,B", "1,2024-01-01,1.5,-2", "2,2024-01-02,-0.5,3", "3,2024-01-03,1,1"),
    table: { A: [1.5, -0.5, 1], B: [-2, 3, 1] },
    finding: "odd-columns",
  },
  "a total of the others with roundings": {
    content: rows(
      "Date,A,B,Total",
      "2024-01-01,1.52,-2.11,-0.59",
      "2024-01-02,-0.51,3.33,2.82",
      "2024-01-03,1.01,1.02,2.03",
    ),
    table: { A: [1.52, -0.51, 1.01], B: [-2.11, 3.33, 1.02] },
    finding: "odd-columns",
  },
  "month and year columns": {
    content: table("Date,Year,Month,A,B", 40, (i) => [2024, i < 31 ? 1 : 2, noise(i, 1.3), noise(i, 2.1)]),
    table: {
      A: Array.from({ length: 40 }, (_, i) => noise(i, 1.3)),
      B: Array.from({ length: 40 }, (_, i) => noise(i, 2.1)),
    },
  },
  "the largest value of 64 bits": {
    content: rows("Date,A", "2024-01-01,1.5", "2024-01-02,9223372036854775807", "2024-01-03,-2"),
    table: { A: [1.5, 0, -2] },
  },
  "names with other blanks and case of composition": {
    content: "Date,S\u00e9rie 1,Se\u0301rie 1 \n2024-01-01,1,2\n2024-01-02,-3,4\n",
    refused: /--duplicates/,
  },
  // Dates and rows
  "day first, newest first, no row decides": {
    content: rows("Date,A", "09.12.2024,1", "08.11.2024,-2", "03.10.2024,3"),
    refused: /--date-format/,
  },
  "day first, decided by a weekday column": {
    content: rows("Date,Day,A", "05/03/2024,Tuesday,1", "06/03/2024,Wednesday,-2", "07/03/2024,Thursday,3"),
    dates: ["2024-03-05", "2024-03-06", "2024-03-07"],
    table: { A: [1, -2, 3] },
  },
  "weekday in the date": {
    content: rows("Date,A", '"Mon, 01 Jan 2024",1', '"Tue, 02 Jan 2024",-2'),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2] },
  },
  ordinals: {
    content: rows("Date,A", "1st January 2024,1", "2nd January 2024,-2", "23rd January 2024,3"),
    dates: ["2024-01-01", "2024-01-02", "2024-01-23"],
    table: { A: [1, -2, 3] },
  },
  "serial numbers of Excel": {
    content: rows("Date,A", "45292,1", "45293,-2", "45294,3"),
    dates: ["2024-01-01", "2024-01-02", "2024-01-03"],
    table: { A: [1, -2, 3] },
  },
  "milliseconds since 1970": {
    content: rows("timestamp,A", "1704067200000,1", "1704153600000,-2"),
    said: { force: { timestamp: "date" } },
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2] },
  },
  YYYYMMDD: {
    content: rows("Date,A", "20240101,1", "20240102,-2"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2] },
  },
  "two-digit years with a month name": {
    content: rows("Date,A", "01-Jan-24,1", "02-Jan-24,-2"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2] },
  },
  "AM and PM behind a day-first date": {
    content: rows("Date,A", "15/01/2024 3:30:15 PM,1", "16/01/2024 9:15:00 AM,-2"),
    dates: ["2024-01-15", "2024-01-16"],
    table: { A: [1, -2] },
  },
  "an offset that is midnight in New York": {
    content: rows("Date,A", "2024-01-02T05:00:00+00:00,1", "2024-01-03T05:00:00+00:00,-2"),
    refused: /--time-zone/,
  },
  "year 1899": {
    content: rows("Date,A", "1899-12-30,1", "2024-01-02,-2", "2024-01-03,3"),
    finding: "years",
    table: { A: [1, -2, 3] },
  },
  "an index of pandas without a name": {
    content: rows(",A,B", "2024-01-01,1.5,-2", "2024-01-02,-0.5,3"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1.5, -0.5], B: [-2, 3] },
    finding: "date-column",
  },
  "dates under a name of another language": {
    content: rows("Datum;A;B", "02.01.2024;1,5;-2", "13.01.2024;-0,5;3"),
    dates: ["2024-01-02", "2024-01-13"],
    table: { A: [1.5, -0.5], B: [-2, 3] },
    finding: "date-column",
  },
  "two columns of dates without a name that decides": {
    content: rows("From,To,A,B", "2024-01-01,2024-01-02,1.5,-2", "2024-01-02,2024-01-03,-0.5,3"),
    refused: /From, To.*--force/,
  },
  "date and time in columns of their own": {
    content: rows("Date,Time,A", "2024-01-01,15:30,1.5", "2024-01-01,09:15,-2", "2024-01-02,09:15,3"),
    dates: ["2024-01-01", "2024-01-01", "2024-01-02"],
    table: { A: [-2, 1.5, 3] },
  },
  "files put one behind the other, each with its header": {
    content: rows("Date,A", "2024-01-01,1", "Date,A", "2024-01-02,-2"),
    refused: /line 3.*--bad-dates drop/,
  },
  "cells separated by a sign that is none": {
    content: rows("Date^A^B", "2024-01-01^1.5^2", "2024-01-02^-2^1"),
    refused: /one column only.*--delimiter/,
  },
  "cells aligned by blanks": {
    content: rows("Date        A     B", "2024-01-01  1.5   2", "2024-01-02  -2    1"),
    refused: /one column only.*--delimiter/,
  },
  quarters: { content: rows("Date,A", "2024-Q1,1", "2024-Q2,-2"), refused: /2024-Q1.*--date-format/ },
  "rows of a week's total": {
    content: rows("Date,A", "2024-01-01,1", "2024-01-02,-2", "Week total,-1", "2024-01-08,4"),
    refused: /line 4.*--bad-dates drop/,
  },
  // Regime columns
  "confidence of two scales": {
    content: rows(
      "Date,market_regime,Regime_Confidence_%,A",
      "2024-01-01,Bull,0.72,1",
      "2024-01-02,Bear,81,-2",
      "2024-01-03,Bull,0.5,3",
    ),
    refused: /--confidence-scale/,
  },
  // Encodings
  "Shift-JIS": {
    content: Buffer.concat([
      Buffer.from("Date,"),
      Buffer.from("8376838c83438366834883938367", "hex"),
      Buffer.from(",B\n2024-01-01,1,2\n2024-01-02,-3,4\n"),
    ]),
    said: { dialect: { encoding: "shift_jis" } },
    table: { プレイデォント: [1, -3], B: [2, 4] },
  },
  "UTF-16 without a mark": {
    content: Buffer.from("Date,Стратегия\n2024-01-01,1\n2024-01-02,-3\n", "utf16le"),
    table: { Стратегия: [1, -3] },
  },
  "Windows-1252 without a word": {
    content: Buffer.from("Date,Stratégie,Ärger\n2024-01-01,1,5\n2024-01-02,-3,6\n", "latin1"),
    finding: "encoding",
    table: { Stratégie: [1, -3], Ärger: [5, 6] },
  },
  // Ends
  "cut inside a number of one column": {
    content: "Date,A\n2024-01-01,1.50\n2024-01-02,-2.25\n2024-01-03,10.75\n2024-01-04,1",
    finding: "cut-off",
  },
  "zero bytes behind the last line without its end": {
    content: Buffer.concat([Buffer.from("Date,A\n2024-01-01,1\n2024-01-02,-2"), Buffer.alloc(512)]),
    table: { A: [1, -2] },
  },
  // Long and trades
  "long with several rows a day": {
    content: rows(
      "date;system;result",
      "2024-01-01;X;1,5",
      "2024-01-01;Y;-2",
      "2024-01-01;X;0,5",
      "2024-01-02;Y;3,25",
    ),
    table: { X: [2, 0], Y: [-2, 3.25] },
  },
  "long, the name first, groups in numbers": {
    content: rows(
      "Strategy,Trade Date,Net P&L",
      'Alpha,01-Jan-2024,"1,250.50"',
      "Beta,01-Jan-2024,-200",
      'Alpha,02-Jan-2024,"-2,000"',
    ),
    dates: ["2024-01-01", "2024-01-02"],
    table: { Alpha: [1250.5, -2000], Beta: [-200, 0] },
  },
  "trades that overnight, one open": {
    content: rows(
      "Symbol,Side,Qty,Entry Time,Exit Time,Entry Price,Exit Price,Profit,Commission",
      "AAA,Long,10,2024-01-01 10:00,2024-01-03 11:00,10,11,10,-1",
      "AAA,Short,10,2024-01-02 10:00,2024-01-02 11:00,10,11,-10,-1",
      "BBB,Long,10,2024-01-02 10:00,,10,,,",
    ),
    said: { layout: { fees: "out" } },
    dates: ["2024-01-02", "2024-01-03"],
    table: { AAA: [-11, 9] },
  },
  "trades by day of entry and by tag": {
    content: rows(
      "Symbol,Tag,Side,Qty,Entry Time,Exit Time,Profit",
      "AAA,breakout,Long,10,2024-01-01 10:00,2024-01-03 11:00,10",
      "BBB,fade,Short,10,2024-01-02 10:00,2024-01-04 11:00,-10",
    ),
    said: { layout: { day: "entry", by: ["Tag"] } },
    dates: ["2024-01-01", "2024-01-02"],
    table: { breakout: [10, 0], fade: [0, -10] },
  },
  "executions without P&L": {
    content: rows(
      "Date,Symbol,Side,Quantity,Price,Fee",
      "2024-01-01,AAA,BUY,10,100,1",
      "2024-01-02,AAA,SELL,4,110,1",
      "2024-01-03,AAA,SELL,6,90,1",
    ),
    said: { layout: { fees: "in" } },
    table: { AAA: [40, -60] },
  },
  "a list of trades without any amount": {
    content: rows(
      "Symbol,Side,Entry Time,Exit Time,Entry Price,Exit Price",
      "AAA,Long,2024-01-01 10:00,2024-01-01 11:00,10,11",
    ),
    refused: /--value/,
  },
  // Kinds of file
  "a workbook with dates of the spreadsheet": {
    content: (() => {
      const book = utils.book_new();
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet(
          [
            ["Date", "A"],
            [new Date(Date.UTC(2024, 0, 1)), 1.5],
            [new Date(Date.UTC(2024, 0, 2)), -2],
          ],
          { UTC: true },
        ),
        "P&L",
      );
      return write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
    })(),
    name: "a.xlsx",
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1.5, -2] },
  },
  "an ods sheet under the name csv": {
    content: (() => {
      const book = utils.book_new();
      utils.book_append_sheet(
        book,
        utils.aoa_to_sheet([
          ["Date", "A"],
          ["2024-01-01", 1.5],
          ["2024-01-02", -2],
        ]),
        "x",
      );
      return write(book, { type: "buffer", bookType: "ods" }) as Buffer;
    })(),
    table: { A: [1.5, -2] },
  },
  "an HTML table under the name xls": {
    content:
      "<html><body><h1>Report</h1><table><tr><th>Date</th><th>A</th></tr><tr><td>2024-01-01</td><td>1,234.50</td></tr><tr><td>2024-01-02</td><td>-2.00</td></tr></table></body></html>",
    name: "a.xls",
    table: { A: [1234.5, -2] },
  },
  "gzip and zstd": {
    content: zstdCompressSync(gzipSync(rows("Date,A", "2024-01-01,1.5", "2024-01-02,-2"))),
    table: { A: [1.5, -2] },
  },
  JSON: { content: '[{"date":"2024-01-01","A":1}]', refused: /JSON.*CSV|CSV/s },
  "a PDF": { content: "%PDF-1.7\n1 0 obj\n", refused: /PDF.*CSV/s },
  "a picture": {
    content: Buffer.from("89504e470d0a1a0a0000000d", "hex"),
    refused: /picture/,
  },
  // Preambles
  "sep= and a title": {
    content: rows("sep=;", "Report of January", "Date;A", "2024-01-01;1,5", "2024-01-02;-2"),
    table: { A: [1.5, -2] },
  },
  "comments and a footer": {
    content: rows(
      "# made by x",
      "# 2024",
      "Date,A,B",
      "2024-01-01,1.5,2",
      "2024-01-02,-2,3",
      "",
      "Total,-0.5,5",
    ),
    table: { A: [1.5, -2], B: [2, 3] },
  },
  "a units row": {
    content: rows("Date,A,B", ",USD,USD", "2024-01-01,1.5,2", "2024-01-02,-2,3"),
    table: { A: [1.5, -2], B: [2, 3] },
    money: "USD",
    silent: "mixed-money",
  },
  "two header rows": {
    content: rows("Date,Nifty,Nifty,Bank", ",A,B,A", "2024-01-01,1.5,2,3", "2024-01-02,-2,3,4"),
    table: { "Nifty A": [1.5, -2], "Nifty B": [2, 3], "Bank A": [3, 4] },
  },
  "a transposed table": {
    content: rows("Strategy,2024-01-01,2024-01-02,2024-01-03", "A,1.5,-2,3", "B,0,4,-5"),
    dates: ["2024-01-01", "2024-01-02", "2024-01-03"],
    table: { A: [1.5, -2, 3], B: [0, 4, -5] },
  },
  "returns in percent of a capital": {
    content: rows("Date,A,B", "2024-01-01,1.5%,2%", "2024-01-02,-2%,0.5%"),
    said: { layout: { shape: "returns", unit: "percent", capital: 10_000 } },
    table: { A: [150, -200], B: [200, 50] },
  },
  "returns in percent without a capital": {
    content: rows("Date,A,B", "2024-01-01,1.5%,2%", "2024-01-02,-2%,0.5%"),
    money: "%",
    table: { A: [1.5, -2], B: [2, 0.5] },
  },
  "account values of a declared capital": {
    content: rows("Date,A,B", "2024-01-01,10050,9900", "2024-01-02,10020,9950"),
    said: { layout: { shape: "equity", capital: 10_000 } },
    table: { A: [50, -30], B: [-100, 50] },
  },
};
