import { chmod, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-29", "2024-01-02"];
const strategies = ["a", "b"];
const rows = [
  [1, 2],
  [3, 4],
];
const value = { mean: Float32Array.of(0.5, Number.NaN), side: 2, names: ["a", "b"], odd: -0 };

async function storeWithData(keptBytes = 1e6) {
  const home = await temporaryHome();
  let limit = keptBytes;
  const store = createDatasetStore(home, () => ({ keptBytes: limit }));
  const manifest = await writeSample(store, "one", dates, strategies, rows);
  const files = async () =>
    (await readdir(store.folder(manifest))).filter((name) => name.startsWith("kept-"));
  return { home, store, manifest, files, setLimit: (bytes: number) => (limit = bytes) };
}

test("a result comes back to the bit, under its key alone, also to another process", async () => {
  const { home, store, manifest } = await storeWithData();
  expect(await store.kept.read(manifest, "map", "key")).toBeUndefined();
  await store.kept.write(manifest, "map", "key", value);
  const again = createDatasetStore(home, () => ({ keptBytes: 1e6 }));
  const found = await again.kept.read<typeof value>(manifest, "map", "key");
  expect(found?.value).toEqual(value);
  expect(Date.now() - Date.parse(found?.at ?? "")).toBeLessThan(60_000);
  expect(await again.kept.read(manifest, "map", "another key")).toBeUndefined();
  expect(await again.kept.read(manifest, "summary", "key")).toBeUndefined();
  expect(await again.kept.list()).toMatchObject([{ dataset: "one", version: 1, kind: "map" }]);
});

test("no changed byte of what is kept is served", async () => {
  const { store, manifest, files } = await storeWithData();
  await store.kept.write(manifest, "map", "key", value);
  const file = join(store.folder(manifest), (await files())[0] ?? "");
  const content = await readFile(file);
  for (let at = 0; at < content.length; at++) {
    const damaged = Buffer.from(content);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await writeFile(file, damaged);
    expect(await store.kept.read(manifest, "map", "key"), `byte ${at}`).toBeUndefined();
  }
  await writeFile(file, content.subarray(0, 20));
  expect(await store.kept.read(manifest, "map", "key")).toBeUndefined();
  // The right content under the name of another key: that of the content counts.
  await store.kept.write(manifest, "map", "other", { side: 3 });
  const other = (await files()).find((name) => !file.endsWith(name)) ?? "";
  await writeFile(file, await readFile(join(store.folder(manifest), other)));
  expect(await store.kept.read(manifest, "map", "key")).toBeUndefined();
});

test("what was used longest ago goes first when there is too much, and one that is too large never comes", async () => {
  const { store, manifest, files, setLimit } = await storeWithData(4e4);
  const large = { cells: new Float64Array(900) };
  for (const key of ["first", "second", "third", "fourth"])
    await store.kept.write(manifest, "map", key, large);
  const aged = await files();
  for (const name of aged) await utimes(join(store.folder(manifest), name), 1e9, 1e9);
  expect(await store.kept.read(manifest, "map", "second")).toBeDefined();
  await store.kept.write(manifest, "map", "fifth", large);
  await store.kept.write(manifest, "map", "sixth", large);
  expect((await store.kept.list()).reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(4e4);
  for (const key of ["second", "fifth", "sixth"])
    expect(await store.kept.read(manifest, "map", key), key).toBeDefined();
  const before = await files();
  await store.kept.write(manifest, "map", "too large", { cells: new Float64Array(2000) });
  expect(await files()).toEqual(before);
  setLimit(0);
  expect(await store.kept.read(manifest, "map", "sixth")).toBeUndefined();
});

test("it goes where its version goes, and is cleared by dataset", async () => {
  const { store, manifest } = await storeWithData();
  await writeSample(store, "two", dates, strategies, rows);
  await store.kept.write(manifest, "map", "key", value);
  await store.kept.write({ name: "two", version: 1 }, "map", "key", value);
  const renamed = await store.rename("one", "uno");
  expect(await store.kept.read(renamed, "map", "key")).toBeDefined();
  expect((await store.verify("uno")).faults).toEqual([]);
  expect(await store.kept.clear("two")).toMatchObject({ results: 1 });
  expect((await store.kept.list()).map(({ dataset }) => dataset)).toEqual(["uno"]);
  const { id } = await store.delete("uno");
  expect(await store.kept.list()).toEqual([]);
  expect(await store.kept.read(await store.restore(id), "map", "key")).toBeDefined();
});

test("a place that cannot be written keeps nothing, and nobody hears of it", async () => {
  const { home, store, manifest, files } = await storeWithData();
  const gone = { name: "one", version: 7 };
  await store.kept.write(gone, "map", "key", value);
  expect(await store.kept.read(gone, "map", "key")).toBeUndefined();
  expect((await readdir(join(home, "datasets"))).filter((name) => name.startsWith(".tmp"))).toEqual([]);
  await chmod(store.folder(manifest), 0o500);
  await store.kept.write(manifest, "map", "key", value);
  await chmod(store.folder(manifest), 0o700);
  // Nothing stops an administrator.
  if (process.getuid?.() !== 0) expect(await files()).toEqual([]);
  await rm(store.folder(manifest), { recursive: true });
  await store.kept.write(manifest, "map", "key", value);
});
