import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importOptions } from "../../../electron/contract/importing.ts";
import {
  datasetAppendHandler,
  datasetVerifyHandler,
} from "../../../electron/service/importing/handlers/dataset.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { ask, importContext, importInto, quietCall } from "./support/import-context.ts";

const first = "Date,Day,a,b\n2024-01-04,Thursday,1,2\n2024-01-11,Thursday,3,x\n";

async function begun() {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "first.csv");
  await writeFile(file, first);
  await importInto(context, "data", [file], { policies: { missing: "keep" } });
  const append = async (text: string, overlap: "refuse" | "skip" | "keep" = "refuse") => {
    const path = join(home, "next.csv");
    await writeFile(path, text);
    const request = { ...importOptions.parse({}), files: [path], dataset: "data", overlap };
    return ask(datasetAppendHandler, request, context, quietCall);
  };
  return { home, context, file, append };
}

test("new days become new files; new strategies get missing history, absent ones missing cells", async () => {
  const { context, append } = await begun();
  const before = await context.datasets.manifest("data");
  const result = await append("Date,Day,c,a\n2024-01-18,Thursday,30,10\n2024-01-05,Friday,31,y\n");
  expect(result.added).toBe(2);
  expect(result.dataset).toMatchObject({ version: 2, observations: 4, strategies: 3, missing: "keep" });
  expect(result.dataset.rejects).toEqual({ text: 2 });
  const open = await context.datasets.open("data");
  expect(open.strategies).toEqual(["a", "b", "c"]);
  expect(open.observations.map((one) => [one.date, one.sourceRow])).toEqual([
    ["2024-01-04", 0],
    ["2024-01-05", 3],
    ["2024-01-11", 1],
    ["2024-01-18", 2],
  ]);
  const none = Number.NaN;
  expect(open.matrix.rows.map((row) => [...row])).toEqual([
    [1, 2, none],
    [none, none, 31],
    [3, none, none],
    [10, none, 30],
  ]);
  expect(result.dataset.missingCells).toBe(6);
  const kinds = result.dataset.findings.map((one) => one.kind);
  expect(kinds).toContain("new-strategies");
  expect(kinds).toContain("absent-strategies");
  // The files of before are taken over as they are.
  const after = await context.datasets.manifest("data");
  const old = before.files.filter((file) => file.kind === "pnl");
  expect(after.files).toEqual(expect.arrayContaining(old));
  expect((await context.datasets.verify("data")).faults).toEqual([]);
  const { rejects } = await context.datasets.rejects("data", { offset: 0, limit: 10 });
  expect(rejects.map((one) => [one.column, one.text, one.line])).toEqual([
    ["b", "x", 3],
    ["a", "y", 3],
  ]);
});

test("one month more is read as those before, though alone it might be a day", async () => {
  const { home, context } = await begun();
  const file = join(home, "months.csv");
  await writeFile(file, "Date,A\nJan-24,1\nFeb-24,-2\nMar-24,3\n");
  await importInto(context, "months", [file]);
  await writeFile(file, "Date,A\nApr-24,4\n");
  const request = {
    ...importOptions.parse({}),
    files: [file],
    dataset: "months",
    overlap: "refuse" as const,
  };
  await ask(datasetAppendHandler, request, context, quietCall);
  const { observations } = await context.datasets.open("months");
  expect(observations.at(-1)?.date).toBe("2024-04-30");
});

test("days that are there already are refused, left out, or kept", async () => {
  const { context, append } = await begun();
  const text = "Date,Day,a,b\n2024-01-11,Thursday,5,6\n2024-01-18,Thursday,7,8\n";
  await expect(append(text)).rejects.toMatchObject({ report: { code: "bad-input" } });
  expect((await context.datasets.manifest("data")).version).toBe(1);
  expect((await append(text, "skip")).added).toBe(1);
  await expect(append(text, "skip")).rejects.toMatchObject({ report: { code: "bad-input" } });
  expect((await append(text, "keep")).added).toBe(2);
  const { matrix } = await context.datasets.open("data");
  expect(matrix.rows.map((row) => row[0])).toEqual([1, 3, 5, 7, 7]);
});

test("a file of other strategies, and a dataset that is not there, are refused", async () => {
  const { context, append } = await begun();
  await expect(append("Date,x\n2024-01-18,1\n")).rejects.toMatchObject({ report: { code: "bad-input" } });
  const request = {
    ...importOptions.parse({}),
    files: ["x.csv"],
    dataset: "none",
    overlap: "refuse" as const,
  };
  await expect(ask(datasetAppendHandler, request, context, quietCall)).rejects.toMatchObject({
    report: { code: "not-found" },
  });
});

test("a damaged dataset is made anew from its sources, appends included", async () => {
  const { home, context, file, append } = await begun();
  await append("Date,Day,a,b\n2024-01-18,Thursday,7,8\n");
  const good = (await context.datasets.open("data")).matrix.rows;
  const manifest = await context.datasets.manifest("data");
  await writeFile(join(context.datasets.folder(manifest), manifest.files[0]?.path ?? ""), "gone");
  const repaired = await ask(datasetVerifyHandler, { dataset: "data", repair: true }, context, quietCall);
  expect(repaired).toMatchObject({ repaired: true, dataset: { action: "repair", version: 3 } });
  expect(repaired.faults).toHaveLength(1);
  expect((await context.datasets.open("data")).matrix.rows).toEqual(good);
  expect((await context.datasets.verify("data")).faults).toEqual([]);
  expect((await context.datasets.list()).manifests.map((one) => one.name)).toEqual(["data"]);

  await rm(file);
  const now = await context.datasets.manifest("data");
  await writeFile(join(context.datasets.folder(now), now.files[0]?.path ?? ""), "gone");
  await expect(
    ask(datasetVerifyHandler, { dataset: "data", repair: true }, context, quietCall),
  ).rejects.toMatchObject({
    report: { code: "not-found", file },
  });
  expect(home).not.toBe("");
});

test("a kept source is enough for a repair", async () => {
  const home = await temporaryHome();
  const context = importContext(home, ["storage.keep_source=true"]);
  const file = join(home, "first.csv");
  await writeFile(file, first);
  await importInto(context, "data", [file]);
  await rm(file);
  const manifest = await context.datasets.manifest("data");
  const part = manifest.files.find((one) => one.kind === "pnl")?.path ?? "";
  await rm(join(context.datasets.folder(manifest), part));
  const repaired = await ask(datasetVerifyHandler, { dataset: "data", repair: true }, context, quietCall);
  expect(repaired.repaired).toBe(true);
  expect((await context.datasets.open("data")).matrix.rows.map((row) => [...row])).toEqual([
    [1, 2],
    [3, 0],
  ]);
});

test("a job that was killed before its version was in force is completed by putting it there", async () => {
  const { context, home } = await begun();
  const path = join(home, "next.csv");
  await writeFile(path, "Date,Day,a,b\n2024-01-18,Thursday,7,8\n");
  const call = { ...quietCall, job: "20240101T000000000-abcdef" };
  const request = { files: [path], dataset: "data", overlap: "keep" as const };
  const first = await ask(datasetAppendHandler, request, context, call);
  // As a kill between the version's folder and the pointer leaves it.
  await context.datasets.rollback("data");
  const again = await ask(datasetAppendHandler, request, context, call);
  expect(again).toMatchObject({ dataset: first.dataset, added: 1 });
  const inForce = await context.datasets.open("data");
  expect(inForce.manifest.version).toBe(2);
  expect(inForce.observations).toHaveLength(3);
});

test("a job that was killed after its work is completed by what it finds", async () => {
  const { context, home } = await begun();
  const path = join(home, "next.csv");
  await writeFile(path, "Date,Day,a,b\n2024-01-18,Thursday,7,8\n");
  const call = { ...quietCall, job: "20240101T000000000-abcdef" };
  const request = { files: [path], dataset: "data", overlap: "keep" as const };
  const first = await ask(datasetAppendHandler, request, context, call);
  const again = await ask(datasetAppendHandler, request, context, call);
  expect([first.added, again.added]).toEqual([1, 1]);
  expect(again.dataset).toEqual(first.dataset);
  expect((await context.datasets.history("data")).length).toBe(2);
  // Another job of the same request does its own work.
  expect((await ask(datasetAppendHandler, request, context, { ...call, job: "other" })).dataset.version).toBe(
    3,
  );
  const imported = await importInto(context, "new", [path], {}, { ...quietCall, job: "third" });
  expect(await importInto(context, "new", [path], {}, { ...quietCall, job: "third" })).toMatchObject({
    dataset: imported.dataset,
  });
});
