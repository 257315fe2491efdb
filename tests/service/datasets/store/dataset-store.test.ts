import { appendFile, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  createDatasetStore,
  type DatasetStore,
} from "../../../../electron/service/datasets/store/dataset-store.ts";
import { writeSample, writeVersion } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-29", "2024-01-02", "2024-01-03"];
const strategies = ["a", "b", "c"];
const rows = [
  [1, -2.5, 0.1],
  [Number.NaN, 1e-300, -0],
  [3, 4, 5],
];
const cellsOf = async (store: DatasetStore, name: string): Promise<number[][]> =>
  (await store.open(name)).matrix.rows.map((row) => [...row]);

test("optimize makes a version with the same cells; rollback goes back and forward", async () => {
  const store = createDatasetStore(await temporaryHome());
  await writeSample(store, "one", dates, strategies, rows);
  const optimized = await store.optimize("one", { compression: "zstd", rowGroupStrategies: 2 });
  expect(optimized).toMatchObject({
    version: 2,
    parent: 1,
    action: "optimize",
    storage: { compression: "zstd" },
  });
  expect(await cellsOf(store, "one")).toEqual(rows);
  expect((await store.verify("one")).faults).toEqual([]);

  expect(await store.rollback("one")).toMatchObject({ version: 1 });
  expect((await store.history("one")).map((one) => [one.version, one.isCurrent])).toEqual([
    [1, true],
    [2, false],
  ]);
  await expect(store.rollback("one")).rejects.toMatchObject({ report: { code: "not-found" } });
  expect(await store.rollback("one", 2)).toMatchObject({ version: 2 });
  // A change after going back is made from the version in force and takes the next free number.
  await store.rollback("one", 1);
  expect(await store.optimize("one", {})).toMatchObject({ version: 3, parent: 1 });
});

test("old versions are removed beyond the number that is kept", async () => {
  const store = createDatasetStore(await temporaryHome(), () => ({ versionsKept: 2 }));
  await writeSample(store, "one", dates, strategies, rows);
  for (let time = 0; time < 3; time++) await store.optimize("one", {});
  expect((await store.history("one")).map((one) => one.version)).toEqual([3, 4]);
  expect(await cellsOf(store, "one")).toEqual(rows);
});

test("a dataset is renamed, duplicated, deleted and brought back", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  await writeSample(store, "one", dates, strategies, rows);
  expect(await store.rename("one", "two")).toMatchObject({ name: "two", version: 1 });
  expect(await store.rename("two", "TWO")).toMatchObject({ name: "TWO" });
  expect(await store.duplicate("TWO", "three")).toMatchObject({
    name: "three",
    action: "duplicate",
    version: 1,
  });
  await expect(store.duplicate("TWO", "Three")).rejects.toMatchObject({ report: { code: "already-exists" } });

  const entry = await store.delete("TWO");
  expect((await store.list()).manifests.map((one) => one.name)).toEqual(["three"]);
  expect(await store.trash()).toEqual([entry]);
  await writeSample(store, "two", dates, strategies, rows);
  await expect(store.restore(entry.id)).rejects.toMatchObject({ report: { code: "already-exists" } });
  expect(await store.restore(entry.id, "four")).toMatchObject({ name: "four" });
  expect(await cellsOf(store, "four")).toEqual(rows);
  expect(await store.trash()).toEqual([]);
  await expect(store.delete("five")).rejects.toMatchObject({ report: { code: "not-found" } });
});

test("the list shows what is there now, also for a name that was used before", async () => {
  const store = createDatasetStore(await temporaryHome());
  await writeSample(store, "b", dates, strategies, rows);
  await writeSample(store, "A", dates, strategies, rows);
  const shown = async () =>
    (await store.list()).manifests.map((one) => [one.name, one.version, one.observations]);
  expect(await shown()).toEqual([
    ["A", 1, 3],
    ["b", 1, 3],
  ]);
  await store.delete("b");
  await writeSample(store, "b", dates.slice(0, 2), strategies, rows);
  await store.optimize("A", {});
  expect(await shown()).toEqual([
    ["A", 2, 3],
    ["b", 1, 2],
  ]);
  // By its name: the one that was deleted last.
  await store.delete("b");
  expect(await store.restore("b")).toMatchObject({ observations: 2 });
});

test("the trash says what it takes, and is emptied by name or whole", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  for (const name of ["one", "two", "three"]) {
    await writeSample(store, name, dates, strategies, rows);
    await store.delete(name);
  }
  const [last] = await store.trash();
  expect(await store.trashBytes(last?.id ?? "")).toBeGreaterThan(100);
  await expect(store.emptyTrash(["four"])).rejects.toMatchObject({ report: { code: "not-found" } });
  expect(await store.emptyTrash(["two"])).toHaveLength(1);
  expect((await store.trash()).map(({ name }) => name).sort()).toEqual(["one", "three"]);
  expect(await store.emptyTrash()).toHaveLength(2);
  expect(await store.trash()).toEqual([]);
});

test("with no days in the trash a deleted dataset is gone", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home, () => ({ trashDays: 0 }));
  await writeSample(store, "one", dates, strategies, rows);
  await new Promise((resolve) => setTimeout(resolve, 2));
  await store.delete("one");
  await new Promise((resolve) => setTimeout(resolve, 5));
  createDatasetStore(home, () => ({ trashDays: 0 }));
  await expect.poll(() => store.trash()).toEqual([]);
});

test("a changed byte is found by verify, a changed length by opening, and other datasets are not touched", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  const manifest = await writeSample(store, "one", dates, strategies, rows);
  await writeSample(store, "two", dates, strategies, rows);
  expect((await store.verify("one")).faults).toEqual([]);
  const part = manifest.files.find((file) => file.path.includes("2024"));
  const path = join(store.folder(manifest), part?.path ?? "");
  const bytes = await readFile(path);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await writeFile(path, bytes);
  expect((await store.verify("one")).faults).toEqual([
    { file: part?.path, fault: "its checksum does not agree" },
  ]);
  await appendFile(path, "x");
  await expect(store.open("one")).rejects.toMatchObject({ report: { code: "damaged", file: path } });
  expect(await cellsOf(store, "two")).toEqual(rows);
});

test("a missing file is said, and no version is made without it", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  const { files } = await writeSample(store, "one", dates, strategies, rows);
  const part = files.find(({ kind }) => kind === "pnl")?.path ?? "";
  await rm(join(home, "datasets", "one", "v000001", part));
  await expect(store.duplicate("one", "two")).rejects.toMatchObject({
    message: expect.stringContaining(part),
    report: { code: "damaged" },
  });
  expect((await store.list()).manifests.map((one) => one.name)).toEqual(["one"]);
});

test("a changed manifest is damaged, and does not hide the other datasets", async () => {
  const store = createDatasetStore(await temporaryHome());
  const manifest = await writeSample(store, "one", dates, strategies, rows);
  await writeSample(store, "two", dates, strategies, rows);
  const path = join(store.folder(manifest), "manifest.json");
  await writeFile(path, (await readFile(path, "utf8")).replace('"observations": 3', '"observations": 4'));
  await expect(store.open("one")).rejects.toMatchObject({ report: { code: "damaged", file: path } });
  const { manifests, damaged } = await store.list();
  expect(manifests.map((one) => one.name)).toEqual(["two"]);
  expect(damaged).toEqual([
    { name: "one", problem: expect.objectContaining({ code: "damaged", file: path }), versions: [] },
  ]);
});

/** Ways to damage the version in force (2) of the dataset in a folder. */
const damages: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  "its manifest is empty": (folder) => writeFile(join(folder, "v000002", "manifest.json"), ""),
  "its manifest is gone": (folder) => rm(join(folder, "v000002", "manifest.json")),
  "its manifest is that of another version": (folder) =>
    copyFile(join(folder, "v000001", "manifest.json"), join(folder, "v000002", "manifest.json")),
  "its folder is gone": (folder) => rm(join(folder, "v000002"), { recursive: true }),
  "the pointer is gone": (folder) => rm(join(folder, "current")),
  "the pointer is garbled": (folder) => writeFile(join(folder, "current"), "v00000"),
};

describe.each(Object.entries(damages))("a dataset is listed as damaged when %s", (what, damage) => {
  /** Versions that are whole: both where only the pointer is damaged. */
  const whole = what.startsWith("the pointer") ? [2, 1] : [1];

  async function damagedStore(): Promise<DatasetStore> {
    const home = await temporaryHome();
    const store = createDatasetStore(home);
    await writeSample(store, "one", dates, strategies, rows);
    await store.optimize("one", {});
    await damage(join(home, "datasets", "one"));
    // Another process, which has read nothing yet.
    return createDatasetStore(home);
  }

  test("with what is wrong, and every way of reading says the same", async () => {
    const store = await damagedStore();
    const { manifests, damaged } = await store.list();
    expect(manifests).toEqual([]);
    expect(damaged).toMatchObject([{ name: "one", problem: { code: "damaged" }, versions: whole }]);
    const problem = { report: damaged[0]?.problem };
    await expect(store.manifest("one")).rejects.toMatchObject(problem);
    await expect(store.open("one")).rejects.toMatchObject(problem);
    await expect(store.strategies("one")).rejects.toMatchObject(problem);
    await expect(store.verify("one")).rejects.toMatchObject(problem);
    await expect(store.begin("one", "change")).rejects.toMatchObject(problem);
    await expect(store.begin("one", "create")).rejects.toMatchObject({ report: { code: "already-exists" } });
    const readable = (await store.history("one")).filter((one) => one.manifest);
    expect(readable.map((one) => one.version)).toEqual(whole.toReversed());
  });

  test("and goes back to the last version that is whole", async () => {
    const store = await damagedStore();
    expect(await store.rollback("one")).toMatchObject({ version: whole[0] });
    expect(await cellsOf(store, "one")).toEqual(rows);
    expect((await store.list()).damaged).toEqual([]);
  });

  test("and can be replaced", async () => {
    const store = await damagedStore();
    const writer = await store.begin("one", "either");
    expect(writer.base).toBeNull();
    await writeVersion(writer, dates.slice(0, 2), strategies, rows);
    const { manifests, damaged } = await store.list();
    expect([manifests.length, damaged.length]).toEqual([1, 0]);
    expect(manifests[0]).toMatchObject({ name: "one", observations: 2, parent: null });
    expect((await store.verify("one")).faults).toEqual([]);
  });

  test("and can be deleted", async () => {
    const store = await damagedStore();
    await store.delete("one");
    expect(await store.list()).toEqual({ manifests: [], damaged: [] });
    await writeSample(store, "one", dates, strategies, rows);
    expect(await cellsOf(store, "one")).toEqual(rows);
  });
});

test("what is no dataset is not listed, and a folder in a dataset's place can be replaced", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  await writeSample(store, "one", dates, strategies, rows);
  await writeFile(join(home, "datasets", "notes.txt"), "");
  await mkdir(join(home, "datasets", "empty"));
  const { manifests, damaged } = await store.list();
  expect([manifests.map((one) => one.name), damaged]).toEqual([["one"], []]);
  await writeVersion(await store.begin("empty", "either"), dates, strategies, rows);
  expect((await store.list()).manifests.map((one) => one.name)).toEqual(["empty", "one"]);
});

test("names that are no folder names are refused", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  for (const name of ["", "../x", "a/b", ".hidden", "con", "a.", "x".repeat(200), "a\u0000b"]) {
    await expect(store.begin(name, "create"), name).rejects.toMatchObject({
      report: { code: "bad-request" },
    });
  }
  expect(await readdir(home)).toEqual([]);
});

test("names that look alike are one, and none turns the direction of writing", async () => {
  const store = createDatasetStore(await temporaryHome());
  await writeSample(store, "caf\u00e9", ["2024-01-04"], ["x"], [[1]]);
  await expect(writeSample(store, "cafe\u0301", ["2024-01-04"], ["x"], [[1]])).rejects.toMatchObject({
    report: { code: "already-exists" },
  });
  await expect(writeSample(store, "abc\u202etxt", ["2024-01-04"], ["x"], [[1]])).rejects.toMatchObject({
    report: { code: "bad-request", message: expect.stringContaining("turns the direction") },
  });
});
