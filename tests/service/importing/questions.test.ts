import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import type { ImportQuestion } from "../../../electron/contract/importing.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type fileInspect, filePaste } from "../../../electron/contract/methods/file.ts";
import { fileInspectHandler, filePasteHandler } from "../../../electron/service/importing/handlers/file.ts";
import { mappingSaveHandler } from "../../../electron/service/importing/handlers/mapping.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { ask, importContext, importInto } from "./support/import-context.ts";

async function begun(content: string | Buffer, name = "file.txt") {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, name);
  await writeFile(file, content);
  const look = (say: ImportQuestion["answers"][number]["say"] = {}): Promise<ResultOf<typeof fileInspect>> =>
    ask(fileInspectHandler, { file, ...say }, context);
  return { home, context, file, look };
}

const rows = (...lines: string[]): string => `${lines.join("\n")}\n`;

function workbook(...sheets: string[]): Buffer {
  const book = utils.book_new();
  for (const [at, name] of sheets.entries()) {
    const cells = [
      ["Date", "A"],
      ["2024-01-01", at + 1],
      ["2024-01-02", -2 - at],
      ["2024-01-03", 3 + at],
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells), name);
  }
  return write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

const asked: [string, string | Buffer, string, string[], string[]][] = [
  [
    "a group or a decimal sign",
    rows("Date\tA", "2024-01-01\t1,234", "2024-01-02\t-7,250", "2024-01-03\t2,500"),
    "file.txt",
    ["1,234", "-7,250", "2,500"],
    ["1,234 is 1234", "1,234 is 1.234"],
  ],
  [
    "day or month first",
    rows("Date,A", "05/03/2024,1", "07/02/2024,-2", "09/01/2024,3"),
    "file.csv",
    ["05/03/2024", "07/02/2024", "09/01/2024"],
    ["DD/MM/YYYY: 05/03/2024 is 2024-03-05", "MM/DD/YYYY: 05/03/2024 is 2024-05-03"],
  ],
  [
    "account values",
    rows(
      "Date,A,B",
      ...[1, 2, 3, 4, 5].map((day) => `2024-01-0${day},${100_000 + 50 * day},${50_000 + day}`),
    ),
    "file.csv",
    ["100050", "100100", "100150"],
    [
      "Running totals or account values: take the differences",
      "Prices: take the differences",
      "Daily P&L: take the cells as they are",
    ],
  ],
  [
    "equal names",
    rows("Date,A,A", "2024-01-01,1,2", "2024-01-02,-3,4"),
    "file.csv",
    ["A"],
    ["Number them", "Take the first of each"],
  ],
  [
    "several sheets",
    workbook("Nifty", "Bank"),
    "file.xlsx",
    [],
    ["Sheet Nifty", "Sheet Bank", "All of them, joined by date"],
  ],
  [
    "whose midnight",
    rows("Date,A", "2024-01-01T18:30:00Z,1", "2024-01-02T18:30:00Z,-2", "2024-01-03T18:30:00Z,3"),
    "file.csv",
    ["2024-01-01 18:30:00 UTC", "2024-01-02 18:30:00 UTC", "2024-01-03 18:30:00 UTC"],
    ["Days of +05:30, where it is midnight", "The day that is written"],
  ],
];

test.each(asked)(
  "%s is asked, and each answer leaves no question",
  async (_name, content, name, cells, labels) => {
    const { look } = await begun(content, name);
    const { problem, preview } = await look();
    expect(problem?.question?.cells).toEqual(cells);
    expect(problem?.question?.answers.map(({ label }) => label)).toEqual(labels);
    if (name !== "file.xlsx") expect(preview.rows.length).toBeGreaterThan(1);
    for (const { say } of problem?.question?.answers ?? []) {
      const answered = await look(say);
      expect(answered.problem).toBeNull();
      expect(answered.understanding?.strategies).toBeGreaterThan(0);
    }
  },
);

test("what becomes of a list of trades is shown with its rule", async () => {
  const { look } = await begun(
    rows(
      "Date,Strategy,Entry Price,Exit Price,Qty,PnL",
      "2024-01-01,A,100,110,5,50",
      "2024-01-01,B,100,90,5,-50",
      "2024-01-02,A,100,105,5,25",
    ),
  );
  const { understanding, preview } = await look();
  expect(understanding?.layout).toMatchObject({
    shape: "trades",
    rule: { value: "PnL", by: ["Strategy"] },
    rows: 3,
  });
  expect(preview).toEqual({
    columns: ["Date", "A", "B"],
    rows: [
      ["2024-01-01", "50", "-50"],
      ["2024-01-02", "25", "0"],
    ],
  });
  const byDay = await look({ layout: { by: ["all"] } });
  expect(byDay.preview.rows.map((row) => row[1])).toEqual(["0", "25"]);
});

test("a saved mapping answers for the next file of its kind, and only for that", async () => {
  const { context, file, look } = await begun(
    rows("Date\tA", "05/03/2024\t1,234", "07/02/2024\t-2,500", "09/01/2024\t900"),
  );
  expect((await look()).problem?.question).toBeDefined();
  await ask(
    mappingSaveHandler,
    {
      base: "legacy",
      mapping: {
        name: "mine",
        dialect: { decimal: "point", thousands: "comma", dateFormat: "DD/MM/YYYY" },
        policies: { order: "file" },
        layout: { shape: "wide", signature: ["Date", "A"] },
      },
    },
    context,
  );
  const { files } = await importInto(context, "d", [file]);
  expect(files[0]).toMatchObject({ mapping: "mine", dateFormat: "DD/MM/YYYY" });
  const { matrix, observations } = await context.datasets.open("d");
  expect([...(matrix.rows[0] ?? [])]).toEqual([1234]);
  expect(observations.map(({ date }) => date)).toEqual(["2024-03-05", "2024-02-07", "2024-01-09"]);
  await writeFile(file, rows("Date\tB", "05/03/2024\t1,234", "07/02/2024\t-2,500"));
  expect((await look()).problem?.question).toBeDefined();
});

test("a saved mapping chooses the sheet of a workbook", async () => {
  const { context, file } = await begun(workbook("Nifty", "Bank"), "book.xlsx");
  const layout = { shape: "wide" as const, sheet: "Bank", signature: ["Date", "A"] };
  await ask(mappingSaveHandler, { base: "legacy", mapping: { name: "bank", layout } }, context);
  await importInto(context, "d", [file]);
  const { matrix } = await context.datasets.open("d");
  expect(matrix.rows.map((row) => row[0])).toEqual([2, -3, 4]);
});

test("a pasted table is a file that can be imported", async () => {
  const { context } = await begun("");
  expect(filePaste.request.safeParse({ text: "" }).success).toBe(false);
  const { path } = await ask(
    filePasteHandler,
    { text: "Date\tA\r\n2024-01-01\t5\r\n2024-01-02\t-6" },
    context,
  );
  await importInto(context, "d", [path]);
  const { matrix } = await context.datasets.open("d");
  expect(matrix.rows.map((row) => row[0])).toEqual([5, -6]);
});
