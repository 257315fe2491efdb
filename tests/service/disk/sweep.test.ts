import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sweepTemporaryFolders } from "../../../electron/service/datasets/store/temporary.ts";
import { sweepLeftovers } from "../../../electron/service/disk/sweep.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-sweep-"));
});
afterEach(() => rmSync(home, { recursive: true }));

/** No process has a number as large. */
const dead = 2 ** 30;

const put = (name: string): string => {
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "x");
  return path;
};

test("what killed processes were about to put in place is removed, all else stays", async () => {
  const left = [
    `settings.ini.${dead}-0123abcd.tmp`,
    `jobs/history/a.json.${dead}-0123abcd.tmp`,
    `jobs/queue/a.json.${dead}-0123abcd.tmp`,
    `portfolios/p.json.${dead}-0123abcd.tmp`,
    `datasets/s/current.${dead}-0123abcd.tmp`,
    `datasets/s/v0001/universe.json.${dead}-0123abcd.tmp`,
    `datasets/.locks/s.lock.${dead}-0123abcd.tmp`,
    `searches/s.json.${dead}-0123abcd.tmp`,
  ].map(put);
  const kept = [
    `settings.ini.${process.pid}-0123abcd.tmp`,
    "settings.ini",
    "jobs/queue/a.json",
    "datasets/s/current",
    "datasets/.locks/s.lock",
    // Another process is just linking it into place.
    `datasets/.locks/t.lock.${process.pid}-0123abcd.tmp`,
    "notes.tmp",
  ].map(put);
  await sweepLeftovers(home);
  expect(left.filter((path) => existsSync(path))).toEqual([]);
  expect(kept.filter((path) => !existsSync(path))).toEqual([]);
});

test("the dataset that a killed repair worked on is removed, that of a living one is not", async () => {
  put(`datasets/~repair ${dead} 0123456789ab/current`);
  put(`datasets/~repair ${process.pid} 0123456789ab/current`);
  put("datasets/s (repair 24215)/current");
  await sweepTemporaryFolders(join(home, "datasets"));
  expect(existsSync(join(home, `datasets/~repair ${dead} 0123456789ab`))).toBe(false);
  expect(existsSync(join(home, `datasets/~repair ${process.pid} 0123456789ab`))).toBe(true);
  expect(existsSync(join(home, "datasets/s (repair 24215)"))).toBe(true);
});
