import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeStagingFolder } from "../../../electron/hosts/browser/staging-folder.ts";
import { temporaryHome } from "../../service/datasets/support/temporary-home.ts";

test("uploads of a host that runs are left alone, those of one that is gone are cleared away", async () => {
  const home = await temporaryHome();
  const gone = spawnSync(process.execPath, ["--version"]).pid;
  const dead = join(home, "staging", `.tmp-${gone}-0123456789ab`);
  const unknown = join(home, "staging", "abcdef");
  for (const folder of [dead, unknown]) await mkdir(folder, { recursive: true });
  await writeFile(join(dead, "a.csv"), "a");

  const first = await makeStagingFolder(home);
  expect([dead, unknown].map((folder) => existsSync(folder))).toEqual([false, false]);
  await writeFile(join(first, "b.csv"), "b");
  const second = await makeStagingFolder(home);
  expect(second).not.toBe(first);
  expect(existsSync(join(first, "b.csv"))).toBe(true);
});
