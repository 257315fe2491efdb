import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Problem } from "../../../../electron/contract/problem.ts";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { cellBlock } from "../../../../electron/service/pnl-matrix.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

const dates = ["2023-12-28", "2023-12-29", "2024-01-02", "2024-01-03"];
const strategies = Array.from({ length: 400 }, (_, index) => `s${index} SL${index % 90}%`);
const rows = dates.map((_, row) => strategies.map((_, index) => Math.sin(row * 1000 + index) * 1000));

/** Numbers from 0 to 1 that are the same each time. */
function* numbers(): Generator<number> {
  for (let state = 7; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Everything that is read of a dataset, in every way: whole, by dates, by strategies, names and observations alone. */
async function readings(home: string): Promise<string> {
  // Nothing is kept of what was right.
  const store = createDatasetStore(home, () => ({ keptBytes: 0 }));
  const told: unknown[] = [];
  const whole = await store.open("data");
  told.push(
    whole.strategies,
    whole.observations,
    whole.matrix.rows.map((row) => [...row]),
  );
  const part = await store.open("data", { from: "2024-01-03", strategies: ["s399 SL39%", "s3 SL3%"] });
  told.push(
    part.observations,
    part.matrix.rows.map((row) => [...row]),
  );
  const reader = await store.reader("data", { from: "2023-12-29" }, 1);
  const block = cellBlock(reader.observations.length, 120);
  await reader.read(
    Uint32Array.from({ length: 120 }, (_, k) => 150 + k),
    block,
    0,
  );
  told.push(Array.from(block.cells));
  told.push(await store.strategies("data"), (await store.observations("data")).observations);
  return JSON.stringify(told);
}

test("no bit of any file can change a result without being noticed", { timeout: 240_000 }, async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home, () => ({ compression: "none", rowGroupStrategies: 100 }));
  const manifest = await writeSample(store, "data", dates, strategies, rows);
  const folder = store.folder(manifest);
  const files = [
    ...manifest.files.map(({ path }) => join(folder, path)),
    join(folder, "manifest.json"),
    join(folder, "..", "current"),
  ];
  const right = await readings(home);
  const random = numbers();
  const next = (below: number) => Math.floor((random.next().value ?? 0) * below);
  let noticed = 0;
  const silent: string[] = [];
  const strange: unknown[] = [];
  for (let flip = 0; flip < 500; flip++) {
    const file = files[flip % files.length] ?? "";
    const content = await readFile(file);
    const damaged = Buffer.from(content);
    const at = next(content.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << next(8));
    await writeFile(file, damaged);
    try {
      if ((await readings(home)) !== right) silent.push(`${file} byte ${at}`);
    } catch (error) {
      noticed++;
      const code = error instanceof Problem ? error.report.code : "none";
      if (!["damaged", "not-found", "unreadable"].includes(code)) strange.push(error);
    }
    await writeFile(file, content);
  }
  expect(silent).toEqual([]);
  expect(strange).toEqual([]);
  expect(noticed).toBeGreaterThan(400);
});

test("a part of another version, or a whole file of the same length, is noticed; and by verify too", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home, () => ({ compression: "none" }));
  const first = await writeSample(store, "data", dates, strategies, rows);
  const other = await writeSample(
    store,
    "other",
    dates,
    strategies,
    rows.map((row) => row.map((cell) => cell + 1)),
  );
  const path = first.files.find(({ kind }) => kind === "pnl")?.path ?? "";
  await copyFile(join(store.folder(other), path), join(store.folder(first), path));
  await expect(store.open("data")).rejects.toMatchObject({ report: { code: "damaged" } });
  await expect(store.open("data", { strategies: ["s1 SL1%"] })).rejects.toMatchObject({
    report: { code: "damaged" },
  });
  expect((await store.verify("data")).faults).toHaveLength(1);
  expect((await store.open("other")).matrix.rows[0]?.[0]).toBe(1);
});
