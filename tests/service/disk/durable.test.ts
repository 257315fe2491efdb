import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  makeFolders,
  refuseFile,
  replaceDurably,
  writeDurably,
} from "../../../electron/service/disk/durable.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";

test("folders are made as far as they are missing", async () => {
  const home = await temporaryHome();
  const deep = join(home, "a", "b", "c");
  // Two at once, as two programs may.
  await Promise.all([makeFolders(deep), makeFolders(join(home, "a", "b", "d"))]);
  await makeFolders(deep);
  expect(readdirSync(join(home, "a", "b")).sort()).toEqual(["c", "d"]);
});

test("a file where a folder should be is an error", async () => {
  const home = await temporaryHome();
  writeFileSync(join(home, "file"), "");
  await expect(makeFolders(join(home, "file"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolders(join(home, "file", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test.runIf(existsSync("/proc/self"))("a file system that takes no folders says so at once", async () => {
  await expect(makeFolders("/proc/no/such/folder")).rejects.toMatchObject({ code: "ENOENT" });
});

test.runIf(existsSync("/proc/self"))(
  "a file system that takes no files is named, and the file that was meant",
  async () => {
    await expect(replaceDurably("/proc/x.csv", "")).rejects.toMatchObject({
      message: "The folder /proc takes no new files.",
      report: { file: "/proc/x.csv" },
    });
    await expect(replaceDurably("/proc/none/x.csv", "")).rejects.toThrow("There is no folder /proc/none.");
  },
);

test("a file is written once, and replaced in one step without a rest", async () => {
  const home = await temporaryHome();
  const file = join(home, "one.txt");
  await writeDurably(file, "first");
  await expect(writeDurably(file, "second")).rejects.toMatchObject({ name: "Problem" });
  await replaceDurably(file, "third");
  expect(readdirSync(home)).toEqual(["one.txt"]);
});

test.skipIf(process.platform === "win32")("what is no file is not replaced by one", async () => {
  const home = await temporaryHome();
  const [pipe, file] = [join(home, "pipe"), join(home, "file")];
  execFileSync("mkfifo", [pipe]);
  writeFileSync(file, "");
  for (const special of [pipe, "/dev/null", "/dev/stdout", "/proc/self/fd/1"])
    await expect(refuseFile(special, "", true), special).rejects.toThrow(
      `${special} is no file that could be replaced.`,
    );
  await refuseFile(file, "", true);
  await refuseFile(join(home, "none"), "", true);
  await expect(refuseFile(file, "Choose another name.")).rejects.toThrow("exists already");
});
