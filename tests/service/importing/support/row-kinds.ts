import { noise, rows, table, type Variant } from "./variants.ts";

const lists = {
  "a list of trades": {
    content: rows(
      "Strategy,Entry Date,Exit Date,Qty,Profit",
      "A,2024-01-01,2024-01-02,1,10",
      "B,2024-01-01,2024-01-02,1,1,234.50",
      "A,2024-01-02,2024-01-03,1,-5",
    ),
    dropped: { A: [10, -5] },
    cut: { A: [10, -5], B: [1, 0] },
  },
  "a long table": {
    content: rows("date,strategy,pnl", "2024-01-01,A,10", "2024-01-01,B,1,234.50", "2024-01-02,A,-5"),
    dropped: { A: [10, -5] },
    cut: { A: [10, -5], B: [1, 0] },
  },
  "filled orders": {
    content: rows(
      "Date,Symbol,Side,Quantity,Price",
      "2024-01-02,X,BUY,10,100",
      "2024-01-03,X,SELL,4,1,110",
      "2024-01-04,X,SELL,6,90",
    ),
    dropped: { X: [-60] },
    cut: { X: [-396, -60] },
  },
  "a table on its side": {
    content: rows("Strategy,2024-01-01,2024-01-02", "A,1,-2", "B,4,5,6", "C,-7,8"),
    dropped: { A: [1, -2], C: [-7, 8] },
    cut: { A: [1, -2], B: [4, 5], C: [-7, 8] },
  },
  "running totals": {
    content: rows("Date,A,B", "2024-01-01,5,2", "2024-01-02,9,2,000", "2024-01-03,7,6"),
    layout: { shape: "equity" },
    dropped: { A: [5, 2], B: [2, 4] },
    cut: { A: [5, 4, -2], B: [2, 0, 4] },
  },
} as const;

/** Rows with more cells than the header: in every shape refused, left out or cut as it is said, and counted. */
const longRows: Record<string, Variant> = Object.fromEntries(
  Object.entries(lists).flatMap(([name, { content, dropped, cut, ...one }]): [string, Variant][] => {
    const layout = "layout" in one ? one.layout : {};
    const said = (longRows: "refuse" | "drop" | "cut") => ({ layout, policies: { longRows } });
    const found = { content, finding: "long-rows", rejects: { "extra-cell": 1 } };
    return [
      [`${name} with a row that is too long`, { content, said: { layout }, refused: /line 3.*--long-rows/ }],
      [`${name} without its row that is too long`, { ...found, said: said("drop"), table: dropped }],
      [`${name} with its row that is too long, cut`, { ...found, said: said("cut"), table: cut }],
    ];
  }),
);

const [first, second] = [1.3, 2.1].map((k) => Array.from({ length: 30 }, (_, i) => noise(i, k)));
const rounded = (value: number): number => Math.round(value * 100) / 100;
const net = (first ?? []).map((value, i) => rounded(value - 2 - (i % 3)));
const months = ["Jan", "Feb", "Mar", "Apr"];
const monthEnds = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"];
const monthly = (name: string, write: (month: string, index: number) => string): Variant => ({
  content: rows(`${name},A,B`, ...months.map((month, i) => `${write(month, i)},${noise(i, 1.3)},${i - 1.5}`)),
  dates: monthEnds,
  table: { A: months.map((_, i) => noise(i, 1.3)), B: months.map((_, i) => i - 1.5) },
  finding: "months",
});
const returns = rows(
  "date,strategy,daily_return",
  "2024-01-01,A,0.5",
  "2024-01-01,B,-0.25",
  "2024-01-02,A,-1",
  "2024-01-02,B,0",
);

/** A megabyte of plain letters, and a zone with one of Windows-1252 behind it. */
const late = Buffer.concat([
  Buffer.from("Date,Zone,Note,A\n"),
  ...Array.from({ length: 12 }, (_, i) =>
    Buffer.from(`2024-01-${i + 10},Zone,${"plain ".repeat(16_000)},${i % 2 ? 1 : -1}\n`),
  ),
  Buffer.from("2024-01-31,Z"),
  Buffer.from([0xfc]),
  Buffer.from("rich,,5\n"),
]);

/** Rows, times of day, months, costs and returns. */
export const rowKinds: Record<string, Variant> = {
  ...longRows,
  "a long table that was cut off inside a number": {
    content: "date,strategy,pnl\n2024-01-01,A,10.50\n2024-01-01,B,1.25\n2024-01-02,A,-5.75\n2024-01-02,B,1",
    finding: "cut-off",
  },
  "a list of trades that was cut off inside a row": {
    content: `${lists["a list of trades"].content.replace("1,1,234.50", "1,7")}B,2024-01-0`,
    table: { A: [10, -5], B: [7, 0] },
    finding: "cut-off",
  },
  // Times
  "minutes since midnight": {
    content: rows("Date,start_time,end_time,A", "2024-01-01,585,615,1", "2024-01-01,555,585,2"),
    times: ["09:15:00", "09:45:00"],
    table: { A: [2, 1] },
    finding: "times",
  },
  "minutes since midnight, with decimals": {
    content: rows("Date,start_time,A", "2024-01-01,585.0,1", "2024-01-02,600.0,2"),
    times: ["09:45:00", "10:00:00"],
  },
  "seconds since midnight": {
    content: rows("Date,start_time,A", "2024-01-01,33300,1", "2024-01-02,36000,2"),
    times: ["09:15:00", "10:00:00"],
    finding: "times",
  },
  "digits of a clock": {
    content: rows("Date,start_time,end_time,A", "2024-01-01,915,1015,1", "2024-01-02,1430,1530,2"),
    times: ["09:15:00", "14:30:00"],
  },
  "digits of a clock beside times with signs": {
    content: rows("Date,start_time,end_time,A", "2024-01-01,600,7:30,1", "2024-01-02,9:15,10:15,2"),
    times: ["06:00:00", "09:15:00"],
  },
  "digits that are of a clock or minutes": {
    content: rows("Date,start_time,A", "2024-01-01,600,1", "2024-01-02,630,2"),
    refused: /06:00 \(clock\) or 10:00 \(minutes\).*--times clock or minutes/,
  },
  "digits that are minutes, as it is said": {
    content: rows("Date,start_time,A", "2024-01-01,600,1", "2024-01-02,630,2"),
    said: { dialect: { times: "minutes" } },
    times: ["10:00:00", "10:30:00"],
  },
  "digits that are of a clock, as it is said": {
    content: rows("Date,start_time,A", "2024-01-01,600,1", "2024-01-02,630,2"),
    said: { dialect: { times: "clock" } },
    times: ["06:00:00", "06:30:00"],
  },
  "hours alone are no minutes": {
    content: rows("Date,start_time,A", "2024-01-01,9,1", "2024-01-02,10,2"),
    times: [null, null],
    rejects: { text: 2 },
  },
  // Months
  "months as a spreadsheet shows them": monthly("Date", (month) => `${month}-24`),
  "months, the newest first": {
    content: rows("Date,A", "Apr-24,4", "Mar-24,-3", "Feb-24,2", "Jan-24,1"),
    dates: monthEnds,
    table: { A: [1, 2, -3, 4] },
  },
  "months in digits": monthly("Month", (_, i) => `2024-0${i + 1}`),
  "months in digits, the year behind": monthly("Month", (_, i) => `0${i + 1}/2024`),
  "months by their names": monthly("Month", (month) => `${month} 2024`),
  "months of a long table": {
    content: rows(
      "month,strategy,pnl",
      ...months.flatMap((month, i) => [`${month}-24,A,${i}`, `${month}-24,B,-1`]),
    ),
    dates: monthEnds,
    table: { A: [0, 1, 2, 3], B: [-1, -1, -1, -1] },
    finding: "months",
  },
  "months above a table on its side": {
    content: rows(`Strategy,${months.map((one) => `${one}-24`).join(",")}`, "A,1,-2,3,4", "B,0,5,-6,7"),
    dates: monthEnds,
    table: { A: [1, -2, 3, 4], B: [0, 5, -6, 7] },
  },
  "a month beside the days of a table on its side": {
    content: rows("Strategy,2024-01-01,2024-01-02,Jan-24", "A,1,-2,-1", "B,4,5,9"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { A: [1, -2], B: [4, 5] },
  },
  "contracts that are called after months": {
    content: rows("Date,JAN-24,FEB-24,MAR-24", "2024-01-01,1,-2,3", "2024-01-02,-1,2,4"),
    dates: ["2024-01-01", "2024-01-02"],
    table: { "JAN-24": [1, -1], "FEB-24": [-2, 2], "MAR-24": [3, 4] },
  },
  "days without a year are no months": {
    content: rows("Date,A", "Jan-02,1", "Jan-03,-2", "Jan-04,3"),
    refused: /Jan-02.*--date-format MMM-YY.*year/,
  },
  "the first word of a date is no weekday": {
    content: rows("date,strategy,pnl", '"Jan 5, 2024",A,1', '"Jan 5, 2024",B,2', '"Jan 8, 2024",A,-3'),
    dates: ["2024-01-05", "2024-01-08"],
    table: { A: [1, -3], B: [2, 0] },
  },
  ...Object.fromEntries(
    [
      ["ven. 5 janvier 2024", "lun. 8 janvier 2024"],
      ["sexta-feira, 5 jan 2024", "segunda-feira, 8 jan 2024"],
      ["Fri, Mar 8, 2024", "Mon, Mar 11, 2024"],
      ["Mar 8, 2024", "Mar 11, 2024"],
    ].map((days): [string, Variant] => [
      `a long table of days like ${days[0]}`,
      {
        content: rows("date;strategy;pnl", `${days[0]};A;1`, `${days[0]};B;2`, `${days[1]};A;-3`),
        // English weekdays are recognised by themselves.
        ...(days[0]?.includes("Mar") ? {} : { said: { layout: { shape: "long", day: "date" } } }),
        dates: days[0]?.includes("Mar") ? ["2024-03-08", "2024-03-11"] : ["2024-01-05", "2024-01-08"],
        table: { A: [1, -3], B: [2, 0] },
      },
    ]),
  ),
  "milliseconds since 1970 are days": {
    content: rows("Date,A", "1705276800000,1", "1705363200000,-2", "1705449600000,3"),
    dates: ["2024-01-15", "2024-01-16", "2024-01-17"],
    silent: "months",
  },
  // Costs
  "a P&L before and after costs": {
    content: table("Date,Gross,Net", 30, (i) => [first?.[i] ?? 0, net[i] ?? 0]),
    table: { Net: net },
    finding: "odd-columns",
  },
  "costs that make the net a sum of the others": {
    content: table("Date,Gross P&L,Costs,Net P&L", 30, (i) => [first?.[i] ?? 0, -2 - (i % 3), net[i] ?? 0]),
    table: { "Net P&L": net },
    finding: "odd-columns",
  },
  "strategies before and after costs": {
    content: table("Date,A_gross,A_net,B", 30, (i) => [first?.[i] ?? 0, net[i] ?? 0, second?.[i] ?? 0]),
    table: { A_net: net, B: second ?? [] },
    finding: "odd-columns",
  },
  "prices before and after costs": {
    content: table("Date,Gross,Net,A,B,C", 30, (i) => [
      1000 + 3 * i + noise(i, 1.7),
      rounded(998 - (i % 3) + 3 * i + noise(i, 1.7)),
      ...[first?.[i] ?? 0, second?.[i] ?? 0, net[i] ?? 0],
    ]),
    table: { A: first ?? [], B: second ?? [], C: net },
    finding: "odd-columns",
  },
  "gross and net of other strategies": {
    content: table("Date,Gross,Net", 30, (i) => [first?.[i] ?? 0, second?.[i] ?? 0]),
    table: { Gross: first ?? [], Net: second ?? [] },
  },
  // Returns
  "returns of a long table": { content: returns, refused: /daily_return.*--capital.*--value/ },
  "returns of a long table, of a capital": {
    content: returns,
    said: { layout: { capital: 10_000, unit: "percent" } },
    table: { A: [50, -100], B: [-25, 0] },
  },
  "returns of a long table, of a capital in no unit": {
    content: returns,
    said: { layout: { capital: 10_000 } },
    refused: /--unit percent.*--unit fraction/,
  },
  "returns of a long table as they are": {
    content: returns,
    said: { layout: { value: "daily_return" } },
    table: { A: [0.5, -1], B: [-0.25, 0] },
  },
  "percent signs of a long table": {
    content: returns.replaceAll(/([\d.]+)\n/g, "$1%\n"),
    said: { layout: { capital: 10_000 } },
    table: { A: [50, -100], B: [-25, 0] },
    money: "",
  },
  // Shapes beside the wide one: notation, sentinels, weekdays
  "parentheses and dollars of a long table": {
    content: rows(
      "date,strategy,pnl",
      '2024-01-01,A,"($1,200.50)"',
      "2024-01-01,B,$30.00",
      "2024-01-02,A,$5.00",
      "2024-01-02,B,($7.25)",
    ),
    table: { A: [-1200.5, 5], B: [30, -7.25] },
    finding: "notation",
    money: "$",
  },
  "a sentinel beside another row of its day": {
    content: rows("date,strategy,pnl", "2024-01-01,A,2147483647", "2024-01-01,A,5", "2024-01-02,A,-3"),
    table: { A: [5, -3] },
    rejects: { sentinel: 1 },
  },
  "a sentinel that fees would be taken off": {
    content: rows(
      "Strategy,Entry Date,Exit Date,Qty,Profit,Commission",
      "A,2024-01-01,2024-01-02,1,10,2",
      "A,2024-01-01,2024-01-02,1,2147483647,2",
    ),
    said: { layout: { fees: "out" } },
    table: { A: [8] },
    rejects: { sentinel: 1 },
  },
  "a sentinel within running totals": {
    content: rows("Date,A", "2024-01-01,5", "2024-01-02,1.7976931348623157e308", "2024-01-03,8"),
    said: { layout: { shape: "equity" } },
    table: { A: [5, 0, 3] },
  },
  "a long table of Germany": {
    content: rows(
      "Datum;Strategie;Ergebnis",
      "02.01.2024;A;1.234,50",
      "02.01.2024;B;-20,25",
      "15.01.2024;A;5,00",
    ),
    dates: ["2024-01-02", "2024-01-15"],
    table: { A: [1234.5, 5], B: [-20.25, 0] },
  },
  "a zone of a long table that is summed over": {
    content: rows("date,zone,strategy,pnl", "2024-01-01,Z1,A,1", "2024-01-01,Z2,A,3", "2024-01-02,Z1,A,-1"),
    table: { A: [4, -1] },
    finding: "unused-columns",
  },
  "weekdays of Germany that contradict the dates": {
    content: rows("Date;Day;A", "2024-01-01;Freitag;1", "2024-01-02;Sonntag;2", "2024-01-03;Donnerstag;-3"),
    finding: "weekdays",
  },
  "weekdays of Brazil that decide the dates": {
    content: rows("Date;Day;A", "01/02/2024;quinta-feira;1", "05/02/2024;segunda-feira;2"),
    dates: ["2024-02-01", "2024-02-05"],
  },
  // What stands around, and what stands late
  "a period above a table": {
    content: rows("Period,2024-01-01,2024-01-05", "Date,A,B", "2024-01-01,1,2", "2024-01-02,-3,4"),
    table: { A: [1, -3], B: [2, 4] },
  },
  "a period above a long table": {
    content: rows(
      "Report",
      "Period,2024-01-01,2024-01-05",
      "date,strategy,pnl",
      "2024-01-01,A,1",
      "2024-01-01,B,2",
    ),
    table: { A: [1], B: [2] },
  },
  "a letter of another encoding behind the first megabyte": {
    content: late,
    refused: /begins as utf-8.*--encoding windows-1252/,
  },
  "the same, as it is said": {
    content: late,
    said: { dialect: { encoding: "windows-1252" } },
    zone: "Zürich",
  },
  // Days as numbers
  "six digits are no year of four": {
    content: rows("Date,A", "240115,5", "240116,-3"),
    refused: /holds no dates.*--date-format/,
  },
  "days as digits alone, as it is said": {
    content: rows("Date,A", "15012024,5", "16012024,-3"),
    said: { dialect: { dateFormat: "DDMMYYYY" } },
    dates: ["2024-01-15", "2024-01-16"],
  },
  ...Object.fromEntries(
    [
      ["serial numbers of a spreadsheet", "45306.5", "45307.25"],
      ["seconds since 1970", "1705276800", "1705363200"],
      ["nanoseconds since 1970", "1705276800000000000", "1705363200000000000"],
    ].map(([name, one, two]): [string, Variant] => [
      `${name} in a long table`,
      {
        content: rows("date,strategy,pnl", `${one},A,5`, `${one},B,4`, `${two},A,-3`, `${two},B,2`),
        dates: ["2024-01-15", "2024-01-16"],
        table: { A: [5, -3], B: [4, 2] },
      },
    ]),
  ),
  "serial numbers in a list of trades": {
    content: rows("Strategy,Entry Date,Exit Date,Qty,Profit", "A,45305,45306.5,1,5", "B,45306,45307.25,1,-2"),
    dates: ["2024-01-15", "2024-01-16"],
    table: { A: [5, 0], B: [0, -2] },
  },
  "times as pandas writes spans": {
    content: rows("Date,start_time,A", "2024-01-01,0 days 09:15:00,1", "2024-01-02,0 days 10:15:00,-2"),
    times: ["09:15:00", "10:15:00"],
  },
};
