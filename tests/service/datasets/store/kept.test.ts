import { spawnSync } from "node:child_process";
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

type Store = ReturnType<typeof createDatasetStore>;
type Place = [of: { name: string; version: number }, kind: string, key: string];

/** What is kept there; undefined where it would be computed. */
const read = ({ kept }: Store, ...place: Place) =>
  kept.answer<unknown>(...place, () => Promise.reject(new Error("not kept"))).catch(() => undefined);
const write = ({ kept }: Store, ...[of, kind, key, made]: [...Place, unknown]) =>
  kept.answer(of, kind, key, async () => made);

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
  expect(await read(store, manifest, "map", "key")).toBeUndefined();
  expect((await write(store, manifest, "map", "key", value)).at).toBeNull();
  const again = createDatasetStore(home, () => ({ keptBytes: 1e6 }));
  const found = await read(again, manifest, "map", "key");
  expect(found?.value).toEqual(value);
  expect(Date.now() - Date.parse(found?.at ?? "")).toBeLessThan(60_000);
  expect(await read(again, manifest, "map", "another key")).toBeUndefined();
  expect(await read(again, manifest, "summary", "key")).toBeUndefined();
  expect(await again.kept.list()).toMatchObject([{ dataset: "one", version: 1, kind: "map" }]);
});

test("no changed byte of what is kept is served", async () => {
  const { store, manifest, files } = await storeWithData();
  await write(store, manifest, "map", "key", value);
  const file = join(store.folder(manifest), (await files())[0] ?? "");
  const content = await readFile(file);
  for (let at = 0; at < content.length; at++) {
    const damaged = Buffer.from(content);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    await writeFile(file, damaged);
    expect(await read(store, manifest, "map", "key"), `byte ${at}`).toBeUndefined();
  }
  await writeFile(file, content.subarray(0, 20));
  expect(await read(store, manifest, "map", "key")).toBeUndefined();
  // The right content under the name of another key: that of the content counts.
  await write(store, manifest, "map", "other", { side: 3 });
  const other = (await files()).find((name) => !file.endsWith(name)) ?? "";
  await writeFile(file, await readFile(join(store.folder(manifest), other)));
  expect(await read(store, manifest, "map", "key")).toBeUndefined();
});

test("what was used longest ago goes first when there is too much, and one that is too large never comes", async () => {
  const { store, manifest, files, setLimit } = await storeWithData(4e4);
  const large = { cells: new Float64Array(900) };
  for (const key of ["first", "second", "third", "fourth"]) await write(store, manifest, "map", key, large);
  const aged = await files();
  for (const name of aged) await utimes(join(store.folder(manifest), name), 1e9, 1e9);
  expect(await read(store, manifest, "map", "second")).toBeDefined();
  await write(store, manifest, "map", "fifth", large);
  await write(store, manifest, "map", "sixth", large);
  expect((await store.kept.list()).reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(4e4);
  for (const key of ["second", "fifth", "sixth"])
    expect(await read(store, manifest, "map", key), key).toBeDefined();
  const before = await files();
  await write(store, manifest, "map", "too large", { cells: new Float64Array(2000) });
  expect(await files()).toEqual(before);
  setLimit(0);
  expect(await read(store, manifest, "map", "sixth")).toBeUndefined();
});

test("it goes where its version goes, and is cleared by dataset", async () => {
  const { store, manifest } = await storeWithData();
  await writeSample(store, "two", dates, strategies, rows);
  await write(store, manifest, "map", "key", value);
  await write(store, { name: "two", version: 1 }, "map", "key", value);
  const renamed = await store.rename("one", "uno");
  expect(await read(store, renamed, "map", "key")).toBeDefined();
  expect((await store.verify("uno")).faults).toEqual([]);
  expect(await store.kept.clear("two")).toMatchObject({ results: 1 });
  expect((await store.kept.list()).map(({ dataset }) => dataset)).toEqual(["uno"]);
  const { id } = await store.delete("uno");
  expect(await store.kept.list()).toEqual([]);
  expect(await read(store, await store.restore(id), "map", "key")).toBeDefined();
});

test("a place that cannot be written keeps nothing, and nobody hears of it", async () => {
  const { home, store, manifest, files } = await storeWithData();
  const gone = { name: "one", version: 7 };
  await write(store, gone, "map", "key", value);
  expect(await read(store, gone, "map", "key")).toBeUndefined();
  expect((await readdir(join(home, "datasets"))).filter((name) => name.startsWith(".tmp"))).toEqual([]);
  await chmod(store.folder(manifest), 0o500);
  await write(store, manifest, "map", "key", value);
  await chmod(store.folder(manifest), 0o700);
  // Nothing stops an administrator.
  if (process.getuid?.() !== 0) expect(await files()).toEqual([]);
  await rm(store.folder(manifest), { recursive: true });
  await write(store, manifest, "map", "key", value);
});

test("a process that ends while it keeps a result leaves no part of it", async () => {
  const { home, manifest } = await storeWithData();
  const module = join(import.meta.dirname, "../../../../electron/service/datasets/store/dataset-store.ts");
  const program = `
    const { readdirSync } = await import("node:fs");
    const { createDatasetStore } = await import(${JSON.stringify(module)});
    const { kept } = createDatasetStore(${JSON.stringify(home)}, () => ({ keptBytes: 2 ** 30 }));
    const of = ${JSON.stringify({ name: manifest.name, version: manifest.version })};
    kept.answer(of, "map", "key", async () => new Float64Array(2 ** 23)).then(() => process.exit(2));
    const look = () => {
      const isBegun = readdirSync(${JSON.stringify(join(home, "datasets"))}).some((name) => name.startsWith(".tmp-"));
      if (isBegun) process.exit(1);
      setImmediate(look);
    };
    look();`;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", program]);
  expect(status).toBe(1);
  const parts = (await readdir(join(home, "datasets"))).filter((name) => name.startsWith(".tmp-"));
  expect(parts).toEqual([]);
});
