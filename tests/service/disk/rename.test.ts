import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, expect, test } from "vitest";
import { rename, renameNow } from "../../../electron/service/disk/rename.ts";

const { rename: real } = fs.promises;
const { renameSync: realSync } = fs;
afterEach(() => {
  fs.promises.rename = real;
  fs.renameSync = realSync;
  syncBuiltinESMExports();
});

/** The system refuses so many times with this code; returns how often it was asked. */
function refusing(times: number, code: string): () => number {
  let asked = 0;
  fs.renameSync = () => {
    if (++asked <= times) throw Object.assign(new Error(code), { code });
  };
  fs.promises.rename = async () => fs.renameSync("", "");
  syncBuiltinESMExports();
  return () => asked;
}

test.each(["EPERM", "EACCES", "EBUSY"])("%s passes on Windows, so it is asked again", async (code) => {
  const asked = refusing(2, code);
  await rename("a", "b", { isWindows: true });
  expect(asked()).toBe(3);
  const now = refusing(2, code);
  renameNow("a", "b", { isWindows: true });
  expect(now()).toBe(3);
});

test("what lasts is said, and what does not pass at once", async () => {
  const asked = refusing(100, "EPERM");
  await expect(rename("a", "b", { isWindows: true, patienceMs: 20 })).rejects.toThrow("EPERM");
  expect(asked()).toBe(3);
  const missing = refusing(100, "ENOENT");
  await expect(rename("a", "b", { isWindows: true })).rejects.toThrow("ENOENT");
  expect(missing()).toBe(1);
  const never = refusing(100, "EPERM");
  expect(() => renameNow("a", "b", { isWindows: true, patienceMs: 20 })).toThrow("EPERM");
  expect(never()).toBe(3);
});

test("other systems mean it", async () => {
  const asked = refusing(100, "EPERM");
  await expect(rename("a", "b", { isWindows: false })).rejects.toThrow("EPERM");
  expect(asked()).toBe(1);
});
