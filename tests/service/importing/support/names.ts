import { rows, type Variant } from "./variants.ts";

/** What columns and strategies are called: names that look like days, times or numbers, and names that say what a column is. */
export const names: Record<string, Variant> = {
  "strategies called by a number, a word and a number": {
    content: rows(
      "Date,16 Delta 45 DTE,5 min 20 SL,30 Delta 21 DTE",
      "2024-01-02,1.5,2,-1",
      "2024-01-03,-1,3,2",
    ),
    table: { "16 Delta 45 DTE": [1.5, -1], "5 min 20 SL": [2, 3], "30 Delta 21 DTE": [-1, 2] },
  },
  "strategies called by the times of their entry and exit": {
    content: rows("Date,09.20 15.15 SS,Fri 9.30 10.15", "2024-01-02,1.5,2", "2024-01-03,-1,3"),
    table: { "09.20 15.15 SS": [1.5, -1], "Fri 9.30 10.15": [2, 3] },
  },
  "strategies called by three strikes": {
    content: rows("Date,10-30-50 IC,Mon 5-10-20 IC", "2024-01-02,1.5,2", "2024-01-03,-1,3"),
    table: { "10-30-50 IC": [1.5, -1], "Mon 5-10-20 IC": [2, 3] },
  },
  "a long table whose strategies hold numbers": {
    content: rows(
      "Strategy,Date,PnL",
      "16 Delta 45 DTE,2024-01-02,1",
      "10002345,2024-01-02,2",
      "16 Delta 45 DTE,2024-01-03,-1",
      "10002345,2024-01-03,3",
    ),
    dates: ["2024-01-02", "2024-01-03"],
    table: { "16 Delta 45 DTE": [1, -1], "10002345": [2, 3] },
  },
  "a long table whose strategies are called by a day": {
    content: rows(
      "Date,Strategy,PnL",
      "2024-01-02,28 Mar 2024 CE,1",
      "2024-01-02,04 Apr 2024 PE,2",
      "2024-01-03,28 Mar 2024 CE,-1",
      "2024-01-03,04 Apr 2024 PE,3",
    ),
    dates: ["2024-01-02", "2024-01-03"],
    table: { "28 Mar 2024 CE": [1, -1], "04 Apr 2024 PE": [2, 3] },
  },
  "a long table whose strategies are called by a time": {
    content: rows(
      "Strategy,PnL,Date",
      "9:20,1,2024-01-02",
      "10:15,2,2024-01-02",
      "9:20,-1,2024-01-03",
      "10:15,3,2024-01-03",
    ),
    dates: ["2024-01-02", "2024-01-03"],
    table: { "9:20": [1, -1], "10:15": [2, 3] },
  },
  "a table on its side, of strategies called by days": {
    content: rows("Strategy,2024-01-01,2024-01-02", "20-01-24 expiry,1.5,-2", "10-30-50 IC,0.5,4"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { "20-01-24 expiry": [1.5, -2], "10-30-50 IC": [0.5, 4] },
  },
  "many strategies called by days": {
    content: rows(
      `Date,${Array.from({ length: 130 }, (_, at) => 20_240_101 + Math.floor(at / 12) + 100 * (at % 12)).join(",")}`,
      `2024-02-01${",1.5".repeat(130)}`,
      `2024-02-02${",-2".repeat(130)}`,
    ),
    dates: ["2024-02-01", "2024-02-02"],
  },
  "strategies called by the day of their beginning": {
    content: rows("Date,20240101,2024-01-02", "2024-02-01,1.5,2", "2024-02-02,-1,3"),
    dates: ["2024-02-01", "2024-02-02"],
    table: { "20240101": [1.5, -1], "2024-01-02": [2, 3] },
  },
  "a long table whose days are eight digits, the day first": {
    content: rows("Date,Strategy,PnL", "05012024,A,1", "05012024,B,2", "15012024,A,-1", "15012024,B,3"),
    said: { dialect: { dateFormat: "DDMMYYYY" } },
    dates: ["2024-01-05", "2024-01-15"],
    table: { A: [1, -1], B: [2, 3] },
  },
  "a running total of few rows, by its name": {
    content: rows(
      "Date,Profit,Cumulative Profit",
      "2024-01-02,100,100",
      "2024-01-03,-50,50",
      "2024-01-04,75,125",
    ),
    table: { Profit: [100, -50, 75] },
    finding: "odd-columns",
  },
  "a strategy called Cumulative RSI": {
    content: rows(
      "Date,Cumulative RSI,Running Total Return 2",
      "2024-01-02,100,1",
      "2024-01-03,-50,-5",
      "2024-01-04,75,2",
    ),
    table: { "Cumulative RSI": [100, -50, 75], "Running Total Return 2": [1, -5, 2] },
  },
  "a running total of few rows, the newest first": {
    content: rows("Date,Profit,Cum. P&L", "2024-01-04,75,125", "2024-01-03,-50,50", "2024-01-02,100,100"),
    table: { Profit: [100, -50, 75] },
  },
  "a running total alone, said to be one": {
    content: rows("Date,Cumulative Profit", "2024-01-02,100", "2024-01-03,50", "2024-01-04,125"),
    said: { layout: { shape: "equity" } },
    table: { "Cumulative Profit": [100, -50, 75] },
  },
  "a strategy called Day is told of": {
    content: rows("Date,Day,Night", "2024-01-02,12.5,-1", "2024-01-03,-7,2"),
    table: { Night: [-1, 2] },
    finding: "weekdays",
  },
  "a strategy called Day, said to be one": {
    content: rows("Date,Day,Night", "2024-01-02,12.5,-1", "2024-01-03,-7,2"),
    said: { force: { Day: "strategy" } },
    table: { Day: [12.5, -7], Night: [-1, 2] },
    silent: "weekdays",
  },
};
