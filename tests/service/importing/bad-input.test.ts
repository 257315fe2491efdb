import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { problemOf } from "../../../electron/contract/problem.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

interface Bad {
  readonly what: string;
  readonly text: string | null;
  readonly code: string;
  readonly message: RegExp;
  readonly line?: number;
  readonly column?: string;
}

const good = "Date,Day,a,b\n2024-01-04,Thursday,1,2\n2024-01-11,Thursday,3,4\n";
const cases: Bad[] = [
  { what: "a missing file", text: null, code: "not-found", message: /does not exist/ },
  { what: "an empty file", text: "", code: "bad-input", message: /is empty/ },
  { what: "only line ends", text: "\n\n\n", code: "bad-input", message: /./ },
  { what: "a header only", text: "Date,Day,a\n", code: "bad-input", message: /no rows/, line: 1 },
  { what: "no date column", text: "Time,a\n1,2\n", code: "bad-input", message: /no Date column/, line: 1 },
  {
    what: "no strategy column",
    text: "Date,Day\n2024-01-04,Thursday\n",
    code: "bad-input",
    message: /no strategy column/,
    line: 1,
  },
  {
    what: "only text beside the date",
    text: "Date,Day,note\n2024-01-04,Thursday,hello\n",
    code: "bad-input",
    message: /no strategy column/,
  },
  {
    what: "a row that is too long",
    text: `${good}2024-01-18,Thursday,5,6,7\n`,
    code: "bad-input",
    message: /line 4.*more cells/,
    line: 4,
    column: "5",
  },
  {
    what: "a row that is too long in a series of regimes",
    text: "Date,Time,Market Regime\n2024-01-04,09:15:00,Calm\n2024-01-04,09:20:00,Calm,7\n",
    code: "bad-input",
    message: /line 3.*more cells/,
    line: 3,
    column: "4",
  },
  {
    what: "two columns of one name",
    text: "Date,a,b,a\n2024-01-04,1,2,3\n",
    code: "bad-input",
    message: /more than once.*"a"/,
    line: 1,
    column: "a",
  },
  {
    what: "a cell that is no date",
    text: `${good}soon,Thursday,5,6\n`,
    code: "bad-input",
    message: /line 4.*"soon" is not a date/,
    line: 4,
    column: "Date",
  },
  {
    what: "dates that can be read two ways",
    text: "Date,a\n01-02-2024,1\n01-02-2024,2\n",
    code: "bad-input",
    message: /DD-MM-YYYY or MM-DD-YYYY/,
    line: 2,
  },
];

test.each(cases)(
  "$what: says what is wrong and leaves nothing",
  async ({ text, code, message, line, column }) => {
    const home = await temporaryHome();
    const context = importContext(home);
    const before = join(home, "before.csv");
    await writeFile(before, good);
    await importInto(context, "before", [before]);
    const file = join(home, "bad.csv");
    if (text !== null) await writeFile(file, text);
    await expect(importInto(context, "bad", [file])).rejects.toMatchObject({
      message: expect.stringMatching(message),
      report: { code, file, ...(line ? { line } : {}), ...(column ? { column } : {}) },
    });
    expect(await readdir(join(home, "datasets"))).toEqual([".locks", "before"]);
    expect((await context.datasets.open("before")).matrix.rows.map((row) => [...row])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  },
);

test("a folder without CSV files, and an existing dataset, are refused", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  await mkdir(join(home, "empty"));
  await expect(importInto(context, "x", [join(home, "empty")])).rejects.toMatchObject({
    report: { code: "bad-input", file: join(home, "empty") },
  });
  const file = join(home, "good.csv");
  await writeFile(file, good);
  await importInto(context, "x", [file]);
  await expect(importInto(context, "X", [file])).rejects.toMatchObject({
    report: { code: "already-exists" },
  });
});

test("short rows and text cells follow the policy and are listed", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "short.csv");
  await writeFile(file, `${good}2024-01-18,Thursday,abc\n`);
  const { dataset } = await importInto(context, "short", [file], { policies: { missing: "keep" } });
  expect(dataset.rejects).toEqual({ text: 1, "missing-cell": 1 });
  expect([...((await context.datasets.open("short")).matrix.rows[2] ?? [])]).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});

test("cancelling leaves nothing behind", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "good.csv");
  await writeFile(file, good);
  const controller = new AbortController();
  const call = { signal: controller.signal, progress: () => controller.abort() };
  await expect(importInto(context, "x", [file], {}, call)).rejects.toMatchObject({
    report: { code: "cancelled" },
  });
  expect(await readdir(join(home, "datasets"))).toEqual([".locks"]);
});

test("delimiters beyond the last column change nothing, and are reported", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "trailing.csv");
  await writeFile(file, "Date,a\n2024-01-04,1,\n2024-01-11,2,,\n");
  const { dataset } = await importInto(context, "trailing", [file]);
  expect(dataset).toMatchObject({
    strategies: 1,
    rejects: {},
    findings: [{ kind: "trailing-blanks", count: 2 }],
  });
});

test("a table of more rows than the setting allows is refused, and the setting is named", async () => {
  const home = await temporaryHome();
  const file = join(home, "long.csv");
  await writeFile(file, good);
  await expect(importInto(importContext(home, ["import.row_limit=1"]), "x", [file])).rejects.toMatchObject({
    report: { code: "bad-input", remedy: expect.stringContaining("import.row_limit") },
  });
  await importInto(importContext(home, ["import.row_limit=2"]), "x", [file]);
});

test("a first record that is longer than the setting allows is refused, and the setting is named", async () => {
  const home = await temporaryHome();
  const file = join(home, "wide.csv");
  const names = Array.from({ length: 1300 }, (_, k) => `${"strategy ".repeat(90)}${k}`);
  await writeFile(
    file,
    `Date,${names}\n2024-01-04,${names.map((_, k) => k)}\n2024-01-05,${names.map((_, k) => -k)}\n`,
  );
  await expect(
    importInto(importContext(home, ["import.first_record_mb=1"]), "x", [file]),
  ).rejects.toMatchObject({
    report: {
      code: "bad-input",
      message: `${file}: the first record is longer than 1 MiB`,
      remedy: expect.stringContaining("import.first_record_mb"),
    },
  });
  const { dataset } = await importInto(importContext(home, ["import.first_record_mb=2"]), "x", [file]);
  expect(dataset).toMatchObject({ strategies: 1300 });
});

test("all that is in the way of a file is told at once, each with the lines where it is so", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "many.csv");
  const rows = Array.from({ length: 20 }, (_, day) => `2024-01-${day + 10},${day % 3},${-day},${day % 5}`);
  rows[7] = "soon,-1,5,3";
  rows[11] += ",5";
  rows[15] = "later,3,1,-2";
  await writeFile(file, `Date,a,a,c\n${rows.join("\n")}\n`);
  const failure = await importInto(context, "many", [file]).catch((error: unknown) => problemOf(error));
  expect(failure).toMatchObject({
    code: "bad-input",
    message: expect.stringContaining('"a"'),
    question: { answers: [{ label: "Number them" }, { label: "Take the first of each" }] },
    also: [
      { message: expect.stringMatching(/line 9: "soon" is not a date.*; so is line 17\.$/), line: 9 },
      { message: expect.stringMatching(/line 13: the row has more cells/), line: 13 },
    ],
  });
  // What was passed to look behind it was not taken as an answer.
  expect(await readdir(join(home, "datasets"))).toEqual([".locks"]);
});
