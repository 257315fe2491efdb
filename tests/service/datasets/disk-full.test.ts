import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { importContext, importInto } from "../importing/import-context.ts";
import { temporaryHome } from "./temporary-home.ts";

/** A file system of `kilobytes`, or why there is none here. */
function smallDisk(folder: string, kilobytes: number): string | null {
  try {
    mkdirSync(folder);
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "pipe" });
    onTestFinished(() => void execFileSync("umount", [folder]));
    return null;
  } catch (error) {
    return `no small file system can be mounted here (${(error as Error).message.split("\n").at(-2)})`;
  }
}

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
