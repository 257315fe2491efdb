import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { open, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { changeSettings } from "../../../../electron/service/settings/live-settings.ts";
import { smallDisk } from "../../disk/support/small-disk.ts";
import { importContext, importInto } from "../../importing/support/import-context.ts";
import { testQueue } from "../../jobs/support/test-queue.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

test("a full disk is said, and leaves the datasets as they were", async (context) => {
  const files = await temporaryHome();
  const home = join(files, "disk");
  const why = smallDisk(home, 400);
  if (why) {
    console.warn(`skipped: ${why}`);
    context.skip(why);
  }
  const random = (row: number): string =>
    Array.from({ length: 20_000 }, (_, index) => Math.sin(row * 20_000 + index)).join(",");
  const names = Array.from({ length: 20_000 }, (_, index) => `s${index}`).join(",");
  const large = join(files, "large.csv");
  writeFileSync(
    large,
    `Date,${names}\n${[1, 2, 3, 4].map((day) => `2024-01-0${day},${random(day)}`).join("\n")}\n`,
  );
  const small = join(files, "small.csv");
  writeFileSync(small, "Date,a\n2024-01-04,1\n");

  const service = importContext(home);
  await importInto(service, "small", [small]);
  const before = readdirSync(join(home, "datasets"), { recursive: true }).sort();
  await expect(importInto(service, "large", [large])).rejects.toMatchObject({
    message: expect.stringContaining("disk is full"),
    report: { code: "disk-full", remedy: expect.stringContaining("--home") },
  });
  expect(readdirSync(join(home, "datasets"), { recursive: true }).sort()).toEqual(before);
  // A new version of the dataset that is there fails in the same way.
  await expect(importInto(service, "small", [large], {}, undefined, true)).rejects.toMatchObject({
    report: { code: "disk-full" },
  });
  expect(readdirSync(join(home, "datasets"), { recursive: true }).sort()).toEqual(before);
  expect((await service.datasets.verify("small")).faults).toEqual([]);
  await rm(large);
});

// Killed at random moments; TESSERA_KILLS=50 for a thorough run.
const kills = Number(process.env.TESSERA_KILLS ?? 5);
const strategies = 2000;

/** Up and down from day to day: what only rises is a running total to the import. */
const cell = (day: number, index: number): number => (day % 2 === 0 ? 1 : -1) * (day * 10_000 + index + 1);

function csv(dates: readonly string[], first: number): string {
  const names = Array.from({ length: strategies }, (_, index) => `s${index}`);
  const lines = dates.map(
    (date, row) => `${date},${names.map((_, index) => cell(first + row, index)).join(",")}`,
  );
  return `Date,${names.join(",")}\n${lines.join("\n")}\n`;
}

test(`a writer that is killed ${kills} times leaves the old version or the new one, whole`, async () => {
  const home = await temporaryHome();
  const files = await temporaryHome();
  const days = (month: string): string[] =>
    Array.from({ length: 20 }, (_, day) => `2024-${month}-${String(day + 1).padStart(2, "0")}`);
  await writeFile(join(files, "first.csv"), csv(days("01"), 0));
  await writeFile(join(files, "next.csv"), csv(days("02"), 20));
  const script = join(import.meta.dirname, "killed-writer.ts");
  const seen = new Set<number>();
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [script, home, files], { stdio: ["ignore", "pipe", "inherit"] });
    // During a random step of the first five, however fast this machine is.
    let stepsLeft = 1 + (kill % 5);
    await new Promise<void>((resolve, reject) => {
      child.on("exit", (code) => reject(new Error(`the writer ended by itself with ${code}`)));
      child.stdout.on("data", (text) => {
        stepsLeft -= String(text).trim().split("\n").length;
        if (stepsLeft <= 0) resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
    child.kill("SIGKILL");
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");

    const store = createDatasetStore(home);
    const { manifests: known, damaged } = await store.list();
    // The folder itself is not there when the first import was killed early.
    const all = await readdir(join(home, "datasets")).catch(() => []);
    const folders = all.filter((name) => !name.startsWith("."));
    // A dataset is whole or absent: no folder without a manifest.
    expect(known.map((one) => one.name)).toEqual(folders);
    expect(damaged).toEqual([]);
    if (known.length === 0) continue;
    expect((await store.verify("data")).faults).toEqual([]);
    const { matrix } = await store.open("data");
    seen.add(matrix.observations);
    expect([20, 40]).toContain(matrix.observations);
    matrix.rows.forEach((row, day) => {
      expect([row[0], row[strategies - 1]]).toEqual([cell(day, 0), cell(day, strategies - 1)]);
    });
    for (const { manifest } of await store.history("data")) expect(manifest).not.toBeNull();
    // What the killed one left is swept, and its lock does not bar the next writer.
    await expect
      .poll(async () => (await readdir(join(home, "datasets"))).filter((name) => name.startsWith(".tmp-")))
      .toEqual([]);
    await (await store.begin("data", "change")).discard();
  }
  expect(seen.size).toBeGreaterThan(0);
  if (kills >= 50) expect([...seen].sort()).toEqual([20, 40]);
});

test("on a full disk a dataset can be deleted, which needs no new lock", async (context) => {
  const folder = join(await temporaryHome(), "disk");
  const why = smallDisk(folder, 6_000);
  if (why) {
    console.warn(`skipped: ${why}`);
    context.skip(why);
  }
  const store = createDatasetStore(join(folder, "home"), () => ({ trashDays: 0 }));
  await writeSample(store, "a", ["2024-01-04"], ["x"], [[1]]);
  const fillUp = async (name: string): Promise<void> => {
    const fill = await open(join(folder, name), "w");
    await fill.writeFile(Buffer.alloc(8_000_000)).catch(() => undefined);
    await fill.close();
  };
  await fillUp("fill");
  await expect(writeSample(store, "b", ["2024-01-04"], ["x"], [[1]])).rejects.toMatchObject({
    report: { code: "disk-full" },
  });
  expect(await store.delete("a")).toMatchObject({ name: "a" });
  expect((await store.list()).manifests).toEqual([]);
  // What was deleted left room.
  await fillUp("fill-again");
  // What needs room says so in words and leaves no rest; on a disk that cannot be written lists still work.
  const settings = join(folder, "home", "settings.ini");
  const change = (): unknown => changeSettings(settings, { "search.seed": "7" });
  expect(change).toThrow("The disk is full");
  expect(readdirSync(join(folder, "home")).filter((name) => name.startsWith("settings"))).toEqual([]);
  for (const name of ["fill", "fill-again"]) await rm(join(folder, name));
  execFileSync("mount", ["-o", "remount,ro", folder]);
  expect(change).toThrow(`No permission for writing ${settings}`);
  const queue = testQueue(join(folder, "home"), {});
  expect([await queue.list(undefined, 10), await queue.worker()]).toEqual([[], "none"]);
  expect((await store.list()).manifests).toEqual([]);
});
