import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

async function imported(name: string, content: string | Buffer, sheet?: string) {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, name);
  await writeFile(file, content);
  const layout = sheet === undefined ? {} : { sheet };
  const { dataset, files } = await importInto(context, "d", [file], { layout });
  const { strategies, matrix, observations } = await context.datasets.open("d");
  const rows = matrix.rows.map((row) => [...row]);
  return { dataset, files, strategies, rows, dates: observations.map(({ date }) => date) };
}

const positions = [
  "Time",
  "Position",
  "Symbol",
  "Type",
  "Volume",
  "Price",
  "S / L",
  "T / P",
  "Time",
  "Price",
  "Commission",
  "Swap",
  "Profit",
];
const deals = [
  "Time",
  "Deal",
  "Symbol",
  "Type",
  "Direction",
  "Volume",
  "Price",
  "Order",
  "Commission",
  "Fee",
  "Swap",
  "Profit",
  "Balance",
  "Comment",
];
const report: string[][] = [
  ["Trade History Report"],
  ["Name:", "", "", "Somebody"],
  ["Positions"],
  positions,
  [
    "2024.01.02 10:00:00",
    "1001",
    "EURUSD",
    "buy",
    "0.1",
    "1.1",
    "",
    "",
    "2024.01.02 12:00:00",
    "1.101",
    "-0.5",
    "0",
    "10.00",
  ],
  [
    "2024.01.03 10:00:00",
    "1002",
    "EURUSD",
    "sell",
    "0.1",
    "1.1",
    "",
    "",
    "2024.01.03 12:00:00",
    "1.102",
    "-0.5",
    "0",
    "-20.00",
  ],
  ["Orders"],
  ["Open Time", "Order", "Symbol", "Type", "Volume", "Price", "S / L", "T / P", "Time", "State", "Comment"],
  [
    "2024.01.02 10:00:00",
    "1001",
    "EURUSD",
    "buy",
    "0.1 / 0.1",
    "market",
    "",
    "",
    "2024.01.02 10:00:00",
    "filled",
    "",
  ],
  [
    "2024.01.02 12:00:00",
    "1003",
    "EURUSD",
    "sell",
    "0.1 / 0.1",
    "market",
    "",
    "",
    "2024.01.02 12:00:00",
    "filled",
    "",
  ],
  ["Deals"],
  deals,
  ["2024.01.01 00:00:00", "1", "", "balance", "", "", "", "", "0", "0", "0", "1000", "1000", ""],
  [
    "2024.01.02 10:00:00",
    "2",
    "EURUSD",
    "buy",
    "in",
    "0.1",
    "1.1",
    "1001",
    "-0.25",
    "0",
    "0",
    "0",
    "1000",
    "",
  ],
  [
    "2024.01.02 12:00:00",
    "3",
    "EURUSD",
    "sell",
    "out",
    "0.1",
    "1.101",
    "1003",
    "-0.25",
    "0",
    "0",
    "10",
    "1009.5",
    "",
  ],
  [
    "2024.01.03 12:00:00",
    "4",
    "EURUSD",
    "buy",
    "out",
    "0.1",
    "1.102",
    "1004",
    "-0.5",
    "0",
    "0",
    "-20",
    "989",
    "",
  ],
  ["Results"],
  ["Total Net Profit:", "-11"],
];
const html = `<html><body><table>${report
  .map(
    (row) =>
      `<tr>${row.map((cell) => `<td colspan="${row.length === 1 ? 13 : 1}">${cell}</td>`).join("")}</tr>`,
  )
  .join("")}</table></body></html>`;
const book = (): Buffer => {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(report), "Sheet1");
  return write(made, { type: "buffer", bookType: "xlsx" }) as Buffer;
};

test.each([
  ["page", "report.html", html],
  ["workbook", "report.xlsx", book()],
  ["text", "report.csv", report.map((row) => row.join(",")).join("\r\n")],
])("of a MetaTrader 5 report the positions are read: %s", async (_kind, name, content) => {
  const { strategies, rows, dates, dataset, files } = await imported(name, content);
  expect(strategies).toEqual(["EURUSD"]);
  expect(dates).toEqual(["2024-01-02", "2024-01-03"]);
  expect(rows).toEqual([[9.5], [-20.5]]);
  expect(files[0]?.sheets).toEqual(["Positions", "Orders", "Deals"]);
  expect(dataset.findings).toContainEqual(
    expect.objectContaining({ kind: "sections", examples: ["Orders", "Deals"] }),
  );
});

test("another table of a report is read where it is named", async () => {
  for (const [name, content] of [
    ["r.html", html],
    ["r.xlsx", book()],
  ] as const) {
    const { rows, dates } = await imported(name, content, "deals");
    expect(dates).toEqual(["2024-01-02", "2024-01-03"]);
    expect(rows).toEqual([[9.5], [-20.5]]);
    await expect(imported(name, content, "Trades of May")).rejects.toThrow(
      'has several tables, but none is called "Trades of May": Positions, Orders, Deals',
    );
  }
});

const statement = [
  "Statement,Header,Field Name,Field Value",
  "Statement,Data,BrokerName,Somebody",
  "Account Information,Header,Field Name,Field Value",
  "Account Information,Data,Base Currency,USD",
  "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code",
  'Trades,Data,Order,Stocks,USD,AAPL,"2024-01-02, 10:00:00",100,185,186,-18500,-1,18501,0,100,O',
  'Trades,Data,Order,Stocks,USD,AAPL,"2024-01-03, 11:00:00",-100,187,186.5,18700,-1,-18501,198,50,C',
  "Trades,SubTotal,,Stocks,USD,AAPL,,0,,,200,-2,0,198,150,",
  'Trades,Data,Order,Stocks,USD,MSFT,"2024-01-04, 12:00:00",-10,368,371,3680,-1,-3701,-22,10,C',
  "Trades,Total,,Stocks,USD,,,,,,180,-4,0,176,170,",
  "Dividends,Header,Currency,Date,Description,Amount",
  "Dividends,Data,USD,2024-01-15,AAPL Cash Dividend,24",
];

test("of an activity statement of Interactive Brokers the trades are read, without its totals", async () => {
  const { strategies, rows, dates } = await imported("u1.csv", `\ufeff${statement.join("\n")}\n`);
  expect(strategies).toEqual(["AAPL", "MSFT"]);
  expect(dates).toEqual(["2024-01-02", "2024-01-03", "2024-01-04"]);
  expect(rows).toEqual([
    [0, 0],
    [198, 0],
    [0, -22],
  ]);
});

test("lines are those of the file", async () => {
  const broken = statement.map((line) => line.replace(",-22,", ",lost,"));
  const home = await temporaryHome();
  const file = join(home, "u1.csv");
  await writeFile(file, broken.join("\n"));
  const wishes = { policies: { missing: "refuse" as const } };
  await expect(importInto(importContext(home), "d", [file], wishes)).rejects.toMatchObject({
    report: { line: 9, column: "Realized P/L" },
  });
});

test("a report without a table of trades is refused with the names of its tables", async () => {
  const other = statement.filter((line) => !line.startsWith("Trades")).join("\n");
  await expect(imported("u1.csv", other)).rejects.toMatchObject({
    report: {
      message: expect.stringContaining(
        "of which none is called trades or positions: Statement, Account Information, Dividends",
      ),
      remedy: "Say which one (--sheet NAME).",
      question: {
        answers: expect.arrayContaining([
          { label: "Sheet Dividends", say: { layout: { sheet: "Dividends" } } },
        ]),
      },
    },
  });
});

test("one table below a title is no report", async () => {
  const { rows, files } = await imported(
    "t.csv",
    "My strategies\nDate,A,B,C\n2024-01-01,1,2,-3\n2024-01-02,-4,5,6\n",
  );
  expect(rows).toEqual([
    [1, 2, -3],
    [-4, 5, 6],
  ]);
  expect(files[0]?.skippedLines).toBe(1);
});
