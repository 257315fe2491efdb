import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkOutput, inside, ownPlace } from "../../../electron/service/disk/own-places.ts";

let folder = "";
let home = "";
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tessera-places-")));
  home = join(folder, "home");
  mkdirSync(join(home, "datasets", "d"), { recursive: true });
  mkdirSync(join(home, "results"));
  writeFileSync(join(folder, "secret"), "");
  symlinkSync(join(folder, "secret"), join(home, "link"));
  symlinkSync(folder, join(home, "up"));
  symlinkSync(join(home, "datasets"), join(home, "results", "store"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["results/a.csv", "datasets/d/current", "not/there/yet", "a b", "..a"])(
  "%j is inside",
  async (path) => {
    expect(await inside(home, path)).toBe(join(home, path));
  },
);

test.each([
  "..",
  "../secret",
  "results/../../secret",
  "link",
  "up/secret",
  "up/new",
  "/etc/passwd",
  ".",
  "",
  "a\0b",
  "results/x\0",
])("%j is not", async (path) => {
  expect(await inside(home, path)).toBeNull();
});

test("nobody but the product writes into the product's places, by whatever name", async () => {
  for (const path of [
    "datasets/d/current",
    "DATASETS/d/x",
    "jobs/queue/a.json",
    "settings.ini",
    "results/store/d/x",
  ]) {
    expect(await ownPlace(home, join(home, path))).toBeDefined();
    await expect(checkOutput(home, join(home, path))).rejects.toMatchObject({
      report: { code: "bad-request" },
    });
  }
  for (const path of [join(home, "results", "a.csv"), join(folder, "datasets", "x")])
    expect(await checkOutput(home, path)).toBe(path);
});
