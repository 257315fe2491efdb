import { noise, rows, table, type Variant } from "./variants.ts";

const dated = (...days: string[]): string =>
  rows("Date;A;B", ...days.map((day, at) => `${day};${["10,5", "-3,25", "1.234,5"][at]};${at + 1}`));
const read = { A: [10.5, -3.25, 1234.5], B: [1, 2, 3] };
const fifth = ["2024-01-05", "2024-01-08", "2024-01-16"];

/** Days as they are written elsewhere, and what stands beside amounts. */
export const days: Record<string, Variant> = {
  "weekdays in German": {
    content: dated("Freitag, 05.01.2024", "Montag, 08.01.2024", "Dienstag, 16.01.2024"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "weekdays in Italian": {
    content: dated("venerdì 5 gennaio 2024", "lunedì 8 gennaio 2024", "martedì 16 gennaio 2024"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "weekdays in Portuguese": {
    content: dated("sexta-feira, 05/01/2024", "segunda-feira, 08/01/2024", "terça-feira, 16/01/2024"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "weekdays in Spanish": {
    content: dated("viernes, 5 de enero de 2024", "lunes, 8 de enero de 2024", "martes, 16 de enero de 2024"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "weekdays in Russian": {
    content: dated("пятница, 05.01.2024", "понедельник, 08.01.2024", "вт, 16.01.2024"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "weekdays in Japanese": {
    content: dated("2024/01/05(金)", "2024/01/08(月)", "2024/01/16(火)"),
    dates: fifth,
    table: read,
    silent: "weekdays",
  },
  "a weekday in Chinese against its date": {
    content: dated("2024年1月5日 星期五", "2024年1月8日 星期一", "2024年1月16日 星期三"),
    dates: fifth,
    finding: "weekdays",
  },
  "weekdays in French against their dates": {
    content: dated("vendredi 5 janvier 2024", "vendredi 8 janvier 2024", "mardi 16 janvier 2024"),
    dates: fifth,
    finding: "weekdays",
  },
  "weekdays in German tell day and month apart": {
    content: rows("Date,A,B", "Mittwoch 01/03/2024,1,2", "Freitag 01/05/2024,1,-2"),
    dates: ["2024-01-03", "2024-01-05"],
  },
  "weekdays in a long table": {
    content: rows(
      "Datum;Strategie;Ergebnis",
      "Freitag, 05.01.2024;A;10,5",
      "Montag, 08.01.2024;A;-3,25",
      "Montag, 08.01.2024;B;7",
      "Dienstag, 16.01.2024;B;1.234,5",
    ),
    dates: fifth,
    table: { A: [10.5, -3.25, 0], B: [0, 7, 1234.5] },
    silent: "weekdays",
  },
  "weekdays in a list of trades": {
    content: rows(
      "Symbol;Einstiegszeit;Ausstiegszeit;Gewinn",
      "DAX;Do 04.01.2024 09:00;Fr 05.01.2024 10:00;10,5",
      "DAX;Fr 05.01.2024 09:00;Mo 15.01.2024 10:00;-10,5",
    ),
    dates: ["2024-01-05", "2024-01-15"],
    table: { DAX: [10.5, -10.5] },
    silent: "weekdays",
  },
  "a weekday in a long table against its date": {
    content: rows("Date,Strategy,PnL", "Fri 2024-01-05,A,10", "Fri 2024-01-08,A,-3", "Tue 2024-01-09,B,7"),
    table: { A: [10, -3, 0], B: [0, 0, 7] },
    finding: "weekdays",
  },
  "weekdays as numbers, one of them wrong": {
    content: rows("Date,Day,A", "2024-01-01,1,10", "2024-01-02,2,-5", "2024-01-03,4,5", "2024-01-05,5,2"),
    table: { A: [10, -5, 5, 2] },
    finding: "weekdays",
  },
  "weekdays as numbers from 0": {
    content: rows("Date,Day,A", "2024-01-01,0,10", "2024-01-02,1,-5", "2024-01-03,2,5", "2024-01-05,4,2"),
    silent: "weekdays",
  },
  "weekdays as numbers from Sunday": {
    content: rows("Date,Day,A", "2024-01-01,2,10", "2024-01-02,3,-5", "2024-01-03,4,5", "2024-01-07,1,2"),
    silent: "weekdays",
  },
  "dates of JavaScript": {
    content: rows(
      "Date,A",
      "Mon Jan 01 2024 00:00:00 GMT+0530 (India Standard Time),1",
      "Tue Jan 02 2024 00:00:00 GMT+0530 (India Standard Time),-2",
    ),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2] },
  },
  "the hour of an exchange is no midnight": {
    content: rows("Date,A", "2024-01-01T09:30:00Z,1", "2024-01-02T09:30:00Z,-2"),
    dates: ["2024-01-01", "2024-01-02"],
  },
  "seconds since 1970 in a column that is called time": {
    content: rows("time,A,B", "1704067200,1,2", "1704153600,-1,2", "1704240000,1,-2"),
    dates: ["2024-01-01", "2024-01-02", "2024-01-03"],
    table: { A: [1, -1, 1], B: [2, 2, -2] },
  },
  "regimes of a long table": {
    content: rows(
      "date,strategy,pnl,market_regime,Regime_Confidence_%",
      "2024-01-01,A,10,Bull,80",
      "2024-01-01,B,5,Bull,80",
      "2024-01-02,A,-3,Bear,70.5",
      "2024-01-02,B,2,,",
    ),
    table: { A: [10, -3], B: [5, 2] },
    regimes: [
      ["Bull", 80],
      ["Bear", 70.5],
    ],
    silent: "unused-columns",
  },
  "regimes of a long table that differ within a day": {
    content: rows(
      "date,strategy,pnl,market_regime",
      "2024-01-01,A,10,Bull",
      "2024-01-01,B,5,Bear",
      "2024-01-02,A,-3,Bear",
      "2024-01-02,B,2,Bear",
    ),
    regimes: [
      [null, null],
      [null, null],
    ],
    finding: "left-out",
  },
  "a capital that is said of amounts": {
    content: rows("date,strategy,pnl", "2024-01-01,A,10", "2024-01-01,B,5", "2024-01-02,A,-3"),
    said: { layout: { capital: 100_000 } },
    table: { A: [10, -3], B: [5, 0] },
    finding: "unused-options",
  },
  "a capital that is said of a wide table of amounts": {
    content: rows("Date,A,B", "2024-01-01,10,5", "2024-01-02,-3,4"),
    said: { layout: { capital: 100_000 } },
    table: { A: [10, -3], B: [5, 4] },
    finding: "unused-options",
  },
  "a capital and a unit say that a wide table is of returns": {
    content: rows("Date,A,B", "2024-01-01,1,0.5", "2024-01-02,-3,4"),
    said: { layout: { capital: 1000, unit: "percent" } },
    table: { A: [10, -30], B: [5, 40] },
    silent: "unused-options",
  },
  "nines that stand for no value": {
    content: table("Date,A,B", 30, (i) => [i % 7 === 3 ? -9999 : noise(i, 1.3), noise(i, 2.1)]),
    finding: "nines",
  },
  "gains and losses in two columns": {
    content: rows(
      "Date,Profit,Loss",
      "2024-01-01,10,0",
      "2024-01-02,0,5",
      "2024-01-03,7,0",
      "2024-01-04,0,3",
    ),
    refused: /two halves of one P&L/,
  },
  "two names of one P&L": {
    content: rows("Date,Trade P/L,Daily P/L", "2024/1/2,87.5,87.5", "2024/1/2,12.5,100", "2024/1/3,-50,-50"),
    refused: /which column is the P&L cannot be told/,
  },
  "the P&L of strategies that a word behind it tells": {
    content: rows("Date,profit_ema,profit_rsi,profit_macd", "2024-01-01,1,2,3", "2024-01-02,-1,3,-4"),
    table: { profit_ema: [1, -1], profit_rsi: [2, 3], profit_macd: [3, -4] },
  },
  "one of two names of one P&L": {
    content: rows("Date,Trade P/L,Daily P/L", "2024/1/2,87.5,87.5", "2024/1/2,12.5,100", "2024/1/3,-50,-50"),
    said: { layout: { shape: "long", by: ["all"], value: "Trade P/L" } },
    table: { all: [100, -50] },
  },
  "cumulated P&L of 25 days": {
    content: table("Date,A,B", 25, (i) => {
      const upTo = (k: number, drift: number): number =>
        Array.from({ length: i + 1 }, (_, at) => noise(at, k) / 2 + drift).reduce((a, b) => a + b, 0);
      return [upTo(1.3, 10).toFixed(2), upTo(2.1, 5).toFixed(2)];
    }),
    refused: /running totals/,
  },
  "columns that are called returns": {
    content: table("Date,A Return,B Return %", 8, (i) => [noise(i, 1.3) / 100, noise(i, 2.1) / 50]),
    refused: /called returns.*--shape returns/,
  },
  "a strategy called a return, of amounts": {
    content: rows("Date,Absolute Return", '2024-01-01,"1,234.5"', "2024-01-02,-512.25", "2024-01-03,12"),
    table: { "Absolute Return": [1234.5, -512.25, 12] },
  },
  "columns that are called returns, as P&L": {
    content: rows("Date,A Return,B Return", "2024-01-01,1.5,-2", "2024-01-02,-0.5,3"),
    said: { layout: { shape: "wide" } },
    table: { "A Return": [1.5, -0.5], "B Return": [-2, 3] },
  },
  "amounts as small as fractions": {
    content: table("Date,A,B", 12, (i) => [noise(i, 1.3) / 10_000, noise(i, 2.1) / 10_000]),
    finding: "small",
  },
  "names that differ in case": {
    content: rows("Date,Alpha,alpha,B", "2024-01-01,1,2,3", "2024-01-02,-1,3,4"),
    table: { Alpha: [1, -1], alpha: [2, 3], B: [3, 4] },
    finding: "alike-names",
  },
  "strategies whose names begin as weekdays do": {
    content: rows(
      "Date,SAMPLEX 1047-1147 SL9%,MON 10-12 14,Monthly 3,FRIDGE 9-15 20",
      "2024-01-01,1,2,3,4",
      "2024-01-02,-1,3,-4,5",
    ),
    table: {
      "SAMPLEX 1047-1147 SL9%": [1, -1],
      "MON 10-12 14": [2, 3],
      "Monthly 3": [3, -4],
      "FRIDGE 9-15 20": [4, 5],
    },
  },
};
