import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tryRunFolder, writeRunFolder } from "../../../electron/service/exporting/run-folder.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { smallDisk } from "../disk/support/small-disk.ts";

test("a trial of a result folder leaves nothing, neither it nor what is above it", async () => {
  const home = await temporaryHome();
  mkdirSync(join(home, "there"));
  await tryRunFolder(join(home, "there", "results", "first"));
  expect(readdirSync(home, { recursive: true })).toEqual(["there"]);
  await tryRunFolder(join(home, "there"));
  expect(readdirSync(home, { recursive: true })).toEqual(["there"]);
});

test("a folder with something in it is refused, and one below a file", async () => {
  const home = await temporaryHome();
  writeFileSync(join(home, "file"), "");
  await expect(tryRunFolder(home)).rejects.toMatchObject({ report: { code: "already-exists", file: home } });
  await expect(tryRunFolder(join(home, "file", "run"))).rejects.toMatchObject({
    report: { code: "already-exists" },
  });
});

test.runIf(existsSync("/proc/self"))("a folder where none can be made is refused", async () => {
  await expect(tryRunFolder("/proc/results/first")).rejects.toMatchObject({ report: { code: "not-found" } });
});

test("a folder on a full disk is refused before the run, and a run that finds it full leaves nothing", async (context) => {
  const home = await temporaryHome();
  const disk = join(home, "disk");
  const why = smallDisk(disk, 100);
  if (why) {
    console.warn(`skipped: ${why}`);
    context.skip(why);
  }
  const full = { report: { code: "disk-full", message: expect.stringContaining(join(disk, "run")) } };
  await expect(tryRunFolder(join(disk, "run"))).rejects.toMatchObject(full);
  const files = new Map([["large.txt", new Uint8Array(200_000)]]);
  await expect(writeRunFolder(join(disk, "run"), files)).rejects.toMatchObject(full);
  expect(readdirSync(disk)).toEqual([]);
});
