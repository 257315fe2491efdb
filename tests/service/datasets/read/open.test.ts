import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-29", "2024-01-02", "2024-01-03"];
const strategies = ["a", "b ₹", "c"];
const rows = [
  [1, -2.5, 0.1],
  [Number.NaN, 1e-300, -0],
  [3, 4, 1.7976931348623157e308],
];

test("a dataset is read as it was written, missing cells included", async () => {
  const store = createDatasetStore(await temporaryHome());
  const manifest = await writeSample(store, "first", dates, strategies, rows);
  expect(manifest).toMatchObject({ version: 1, observations: 3, strategies: 3, missingCells: 1 });
  expect([manifest.firstDate, manifest.lastDate]).toEqual(["2023-12-29", "2024-01-03"]);

  const open = await store.open("first");
  expect(open.strategies).toEqual(strategies);
  expect(open.observations.map((one) => one.date)).toEqual(dates);
  expect(open.matrix.rows.map((row) => [...row])).toEqual(rows);
  expect(await store.list()).toEqual({ manifests: [manifest], damaged: [] });
});

test("names are read once for all who ask, and are those of the version that is asked for", async () => {
  const store = createDatasetStore(await temporaryHome());
  const other = createDatasetStore(await temporaryHome());
  await writeSample(store, "first", dates, strategies, rows);
  await writeSample(other, "first", dates, ["x", "y", "z"], rows);
  const [one, two] = await Promise.all([store.strategies("first"), store.strategies("first")]);
  expect(one).toEqual(strategies);
  expect(two).toBe(one);
  expect(await other.strategies("first")).toEqual(["x", "y", "z"]);
  await writeSample(store, "second", dates, ["p", "q", "r"], rows);
  expect(await store.strategies("second")).toEqual(["p", "q", "r"]);
  expect(await store.strategies("first")).toEqual(strategies);
});

test("only the chosen dates and strategies are read", async () => {
  const store = createDatasetStore(await temporaryHome(), () => ({ rowGroupStrategies: 10 }));
  const names = Array.from({ length: 95 }, (_, index) => `s${index}`);
  const cells = dates.map((_, row) => names.map((_, index) => row * 1000 + index));
  await writeSample(store, "wide", dates, names, cells);
  const all = await store.open("wide");
  const some = await store.open("wide", {
    from: "2024-01-01",
    to: "2024-01-02",
    strategies: ["s94", "s3", "s4"],
  });
  expect(some.matrix.rows.map((row) => [...row])).toEqual([[1094, 1003, 1004]]);
  expect(some.strategies).toEqual(["s94", "s3", "s4"]);
  expect(some.bytesRead).toBeLessThan(all.bytesRead / 2);
  const year = await store.open("wide", { from: "2024-01-01" });
  expect(year.matrix.rows.map((row) => [...row])).toEqual(cells.slice(1));
});

test("a file of another size is said, also where its rows are not asked for", async () => {
  const store = createDatasetStore(await temporaryHome());
  const manifest = await writeSample(store, "first", dates, strategies, rows);
  const [part] = manifest.files.filter(({ kind }) => kind === "pnl");
  await appendFile(join(store.folder(manifest), part?.path ?? ""), "x");
  const bytes = part?.bytes ?? 0;
  await expect(store.open("first", { from: "2024-01-01" })).rejects.toMatchObject({
    report: {
      code: "damaged",
      message: expect.stringContaining(`it has ${bytes + 1} bytes instead of ${bytes}`),
    },
  });
});

test("a discarded version leaves nothing behind", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  const writer = await store.begin("gone", "create");
  await writer.addPart("2024", { strategies: ["a"], columns: ["2024-01-01"], rows: [Float64Array.of(1)] });
  await expect(store.begin("gone", "create")).rejects.toMatchObject({ report: { code: "busy" } });
  await writer.discard();
  const left = await readdir(join(home, "datasets"), { recursive: true });
  expect(left).toEqual([".locks"]);
  await expect(store.open("gone")).rejects.toMatchObject({ report: { code: "not-found" } });
});
