import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type DatasetMapping, datasetMapping } from "../../../electron/contract/importing.ts";
import { mappingSave } from "../../../electron/contract/methods/mapping.ts";
import { mappingSaveHandler } from "../../../electron/service/importing/handlers/mapping.ts";
import { presetMappings, savedMappings, saveMapping } from "../../../electron/service/importing/mappings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto, quietCall } from "./support/import-context.ts";

const text =
  "DATE,symbol,Regime Confidence,SENSEX SL7%,SENSEX SL47%,NIFTY SL7%,note,x\n" +
  "2024-01-04,S,0.57,1,2,3,hello,\n2024-01-11,S,0.9,4,5,6,world,7\n";

async function begun(content = text) {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "table.csv");
  await writeFile(file, content);
  const names = async (): Promise<readonly string[]> => (await context.datasets.open("d")).strategies;
  return { home, context, file, names };
}

test("known columns count in any case, text columns and labels are left out and reported", async () => {
  const { context, file, names } = await begun();
  const { files, dataset } = await importInto(context, "d", [file]);
  expect(files[0]?.roles).toEqual([
    { role: "date", column: "DATE" },
    { role: "confidence", column: "Regime Confidence" },
  ]);
  expect(files[0]?.ignored).toEqual([
    { column: "symbol", why: "a label, not a strategy" },
    { column: "note", why: "it holds text" },
  ]);
  expect(await names()).toEqual(["SENSEX SL7%", "SENSEX SL47%", "NIFTY SL7%", "x"]);
  expect(files[0]?.confidenceScale).toBe("fraction");
  const { observations } = await context.datasets.open("d");
  expect(observations.map((one) => one.confidence)).toEqual([57, 90]);
  expect(dataset.rejects).toEqual({ blank: 1 });
});

test("strategies are chosen by name, glob and expression, and renamed", async () => {
  const { context, file, names } = await begun();
  await importInto(context, "d", [file], {
    include: ["SENSEX*", "x"],
    exclude: ["/SL47%$/"],
    rename: { x: "other", "/^SENSEX (.*)$/": "S $1" },
  });
  expect(await names()).toEqual(["S SL7%", "other"]);
});

test("a role can be forced, by name and by place; the known columns that take part can be chosen", async () => {
  const { context, file, names } = await begun();
  const { files } = await importInto(context, "d", [file], {
    force: { "Regime Confidence": "strategy", "#8": "capital", note: "market_regime" },
    use: ["market_regime"],
  });
  expect(await names()).toEqual(["Regime Confidence", "SENSEX SL7%", "SENSEX SL47%", "NIFTY SL7%"]);
  const { observations } = await context.datasets.open("d");
  expect(observations.map((one) => [one.marketRegime, one.capital])).toEqual([
    ["hello", null],
    ["world", null],
  ]);
  expect(files[0]?.ignored).toContainEqual({ column: "x", why: "the mapping does not use capital" });
});

test("a saved mapping is chosen by its name, or by itself when it understands more columns", async () => {
  const { home, context, file } = await begun("When,Wo,a\n2024-01-04,A,1\n");
  const mapping: DatasetMapping = datasetMapping.parse({
    name: "mine",
    columns: { date: ["When"], zone: ["Wo"] },
  });
  await saveMapping(home, mapping);
  expect((await importInto(context, "d", [file])).files[0]?.mapping).toBe("mine");
  await expect(importInto(context, "e", [file], { mapping: "legacy" })).rejects.toMatchObject({
    message: expect.stringContaining("no Date column"),
  });
  await expect(importInto(context, "e", [file], { mapping: "yours" })).rejects.toMatchObject({
    report: { code: "not-found" },
  });
});

test("duplicate names: numbered or only the first; constant columns and copies: dropped or refused", async () => {
  const { context, file, names } = await begun(
    "Date,a,a,zero,copy\n2024-01-04,1,5,0,1\n2024-01-11,2,5,0,2\n",
  );
  const numbered = await importInto(context, "d", [file], { policies: { duplicateNames: "rename" } });
  expect(await names()).toEqual(["a", "a.2", "zero", "copy"]);
  const found = Object.fromEntries(numbered.dataset.findings.map((one) => [one.kind, one.examples]));
  expect(found).toEqual({
    "duplicate-names": ["a"],
    "zero-columns": ["zero"],
    "constant-columns": ["a.2"],
    copies: ["copy = a"],
  });
  const replaced = { duplicateNames: "first", constantColumns: "drop", duplicateColumns: "drop" } as const;
  await importInto(context, "d", [file], { policies: replaced }, undefined, true);
  expect(await names()).toEqual(["a"]);
  const refuse = { duplicateNames: "rename", constantColumns: "refuse" } as const;
  await expect(importInto(context, "e", [file], { policies: refuse })).rejects.toMatchObject({
    report: { code: "bad-input", column: "a.2" },
  });
});

test("duplicate dates: kept, summed or refused", async () => {
  const content = "Date,a,b\n2024-01-11,1,x\n2024-01-04,2,3\n2024-01-11,10,20\n";
  const { context, file } = await begun(content);
  const rows = async (): Promise<number[][]> =>
    (await context.datasets.open("d")).matrix.rows.map((row) => [...row]);
  await importInto(context, "d", [file], { policies: { missing: "keep" } });
  expect(await rows()).toEqual([
    [2, 3],
    [1, Number.NaN],
    [10, 20],
  ]);
  await importInto(
    context,
    "d",
    [file],
    { policies: { missing: "keep", duplicateDates: "sum" } },
    undefined,
    true,
  );
  expect(await rows()).toEqual([
    [2, 3],
    [11, 20],
  ]);
  const refused = importInto(context, "e", [file], { policies: { duplicateDates: "refuse" } });
  await expect(refused).rejects.toMatchObject({ report: { code: "bad-input", line: 4 } });
});

test("a folder of files is joined by date, with the file's name as prefix where that is wished", async () => {
  const { home, context, names } = await begun();
  const folder = join(home, "parts");
  await mkdir(folder);
  await writeFile(join(folder, "one.csv"), "Date,Day,a\n2024-01-04,Thursday,1\n2024-01-11,Thursday,2\n");
  await writeFile(
    join(folder, "two.csv"),
    "Date,Day,a,b\n2024-01-11,Thursday,3,4\n2024-01-18,Thursday,5,6\n",
  );
  await expect(importInto(context, "d", [folder])).rejects.toMatchObject({
    report: { code: "bad-input", column: "a" },
  });
  const { dataset } = await importInto(context, "d", [folder], {
    prefixNames: true,
    policies: { missing: "keep" },
  });
  expect(await names()).toEqual(["one_a", "two_a", "two_b"]);
  const open = await context.datasets.open("d");
  expect(open.observations.map((one) => one.date)).toEqual(["2024-01-04", "2024-01-11", "2024-01-18"]);
  expect(open.matrix.rows.map((row) => [...row])).toEqual([
    [1, Number.NaN, Number.NaN],
    [2, 3, 4],
    [Number.NaN, 5, 6],
  ]);
  expect(dataset.findings.map((one) => one.kind)).toContain("partial-files");
  const zeroed = await importInto(context, "z", [folder], { prefixNames: true });
  expect(zeroed.dataset).toMatchObject({ rejects: { "no-row": 3 }, missingCells: 0 });
});

test("a file without a header line gets the names of the replaced system's tables, and true line numbers", async () => {
  const { context, file, names } = await begun("2024-01-04\t1.5\tNULL\n2024-01-11\t2\t3\n");
  const { files } = await importInto(context, "d", [file], { policies: { missing: "keep" } });
  expect(files[0]).toMatchObject({ hasHeader: false, mapping: "heavydb", delimiter: "tab" });
  expect(await names()).toEqual(["strategy_1", "strategy_2"]);
  const { rejects } = await context.datasets.rejects("d", { offset: 0, limit: 10 });
  expect(rejects).toMatchObject([
    { line: 1, byte: 15, column: "strategy_2", text: "NULL", reason: "na-token" },
  ]);
});

test("a mapping saved on the base of another keeps what was not said", async () => {
  const { home, context } = await begun();
  const request = mappingSave.request.parse({
    base: "enhanced",
    mapping: { name: "mine", force: { "NIFTY SL7%": "ignore" } },
  });
  await mappingSaveHandler.handle(request, context, quietCall);
  const base = presetMappings.find(({ name }) => name === "enhanced");
  const [saved] = await savedMappings(home);
  expect(base?.columns.date).toBeDefined();
  expect(saved).toEqual({ ...base, name: "mine", force: { "NIFTY SL7%": "ignore" } });
});

test("a file that is no mapping keeps nobody from importing; who asks for it is told", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  await mkdir(join(home, "mappings"), { recursive: true });
  await writeFile(join(home, "mappings", "bad.json"), '{"name":');
  await writeFile(join(home, "mappings", "._x.json"), "\0");
  const file = join(home, "a.csv");
  await writeFile(file, "Date,A\n2024-01-04,1\n2024-01-05,2\n");
  expect(await importInto(context, "a", [file])).toMatchObject({ dataset: { strategies: 1 } });
  await expect(importInto(context, "b", [file], { mapping: "bad" })).rejects.toMatchObject({
    report: { code: "bad-input", file: join(home, "mappings", "bad.json") },
  });
});

test.skipIf(process.platform === "win32")("a pipe is no file to import", async () => {
  const home = await temporaryHome();
  const file = join(home, "pipe.csv");
  await mkdir(home, { recursive: true });
  execFileSync("mkfifo", [file]);
  await expect(importInto(importContext(home), "a", [file])).rejects.toMatchObject({
    report: { code: "unreadable", message: `${file} is not a regular file.` },
  });
});
