import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { importOptions } from "../../../../electron/contract/importing.ts";
import { fileCell } from "../../../../electron/contract/methods/file.ts";
import { fileCellHandler, fileInspectHandler } from "../../../../electron/service/importing/handlers/file.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { ask, importContext, quietCall } from "../support/import-context.ts";

async function inspected(content: string | Buffer) {
  const home = await temporaryHome();
  const file = join(home, "file.csv");
  await writeFile(file, content);
  const result = await ask(
    fileInspectHandler,
    { ...importOptions.parse({}), file },
    importContext(home),
    quietCall,
  );
  return { home, file, result };
}

test("shows what an import would do, cells that are no numbers included, and leaves nothing", async () => {
  const { home, file, result } = await inspected(
    "Date,Day,a,note\n2024-01-04,Thursday,1,hi\n2024-01-11,Thursday,n.v.,ho\n",
  );
  expect(result.problem).toBeNull();
  expect(result.understanding).toMatchObject({
    file,
    rows: 2,
    strategies: 1,
    mapping: "legacy",
    ignoredCount: 1,
  });
  expect(result.preview).toEqual({
    columns: ["Date", "Day", "a"],
    rows: [
      ["2024-01-04", "Thursday", "1"],
      ["2024-01-11", "Thursday", "n.v."],
    ],
  });
  expect(result).toMatchObject({ strategies: ["a"], checkedRows: 2, rejects: { text: 1 }, isPartial: false });
  expect(result.rejectExamples).toEqual([{ line: 3, column: "a", text: "n.v.", reason: "text" }]);
  expect(await readdir(home)).toEqual(["file.csv"]);
});

test("a file that cannot be imported is shown with its problem and its first cells", async () => {
  const { result } = await inspected("Date,a\n01-02-2024,1\n01-02-2024,2\n");
  expect(result.understanding).toBeNull();
  expect(result.problem).toMatchObject({
    code: "bad-input",
    remedy: expect.stringContaining("--date-format"),
  });
  expect(result.preview.rows).toEqual([
    ["01-02-2024", "1"],
    ["01-02-2024", "2"],
  ]);
  expect((await inspected("")).result.problem).toMatchObject({ code: "bad-input" });
});

test("what is hardly P&L, equal or constant is told before the import", async () => {
  const cell = (day: number, k: number) => Math.round(Math.sin(day * day * k + k) * 100);
  const lines = Array.from({ length: 28 }, (_, day) => {
    const date = `2024-02-${String(day + 1).padStart(2, "0")}`;
    const [a, b] = [cell(day, 1.3), cell(day, 2.1)];
    return [date, a, b, a, 5, 21_000 + 50 * day].join(",");
  });
  const { result } = await inspected(["Date,A,B,Again,Same,Close", ...lines].join("\n"));
  const told = Object.fromEntries(result.findings.map(({ kind, examples }) => [kind, examples]));
  expect(told).toMatchObject({
    copies: ["Again = A"],
    "constant-columns": ["Same"],
    "odd-columns": ["Close"],
  });
  const shares = lines.map(
    (line, day) => `${line.split(",")[0]},${40 + ((day * 7) % 11)},${60 - ((day * 7) % 11)}`,
  );
  const asked = (await inspected(["Date,A,B", ...shares].join("\n"))).result.problem;
  expect(asked).toMatchObject({
    message: expect.stringContaining("every row adds up to 100"),
    question: { answers: [{ say: { policies: { oddColumns: "keep" } } }] },
  });
});

test("a turned table says how its dates are written", async () => {
  const { result } = await inspected(
    "Strategy,13-01-2024,14-01-2024,15-01-2024\nA,1.5,-2,3\nB,4,5,-6\nC,7,-8,9\n",
  );
  expect(result.understanding).toMatchObject({
    layout: { shape: "transposed" },
    dateFormat: "DD-MM-YYYY",
    dateBecause: "the only order in which every date can be read",
  });
});

test("a packed file is looked at without being unpacked to the end", async () => {
  const { file, home, result } = await inspected(gzipSync("Date,a\n2024-01-04,1\n"));
  expect(result.understanding).toMatchObject({ file, compression: "gzip", rows: 1, strategies: 1 });
  expect(await readdir(join(home, "datasets"))).toEqual([]);
});

test("a cell is shown among its neighbours, by the line it stands on", async () => {
  const home = await temporaryHome();
  const file = join(home, "file.csv");
  // A blank line and a line end in quotes move lines against rows.
  await writeFile(
    file,
    'Date,note,a,b,c\n2024-01-04,"x\ny",1,2,3\n\n2024-01-05,z,4,oops,6\n2024-01-06,z,7,8,9\n',
  );
  const request = fileCell.request.parse({ file, line: 5, column: "b", rows: 1, columns: 1 });
  const result = await fileCellHandler.handle(request, importContext(home), quietCall);
  expect(result).toEqual({
    columns: ["Date", "a", "b", "c"],
    rows: [
      { line: 2, cells: ["2024-01-04", "1", "2", "3"] },
      { line: 5, cells: ["2024-01-05", "4", "oops", "6"] },
      { line: 6, cells: ["2024-01-06", "7", "8", "9"] },
    ],
    row: 1,
    column: 2,
  });
  await expect(
    fileCellHandler.handle({ ...request, column: "d" }, importContext(home), quietCall),
  ).rejects.toMatchObject({
    report: { code: "not-found" },
  });
});
