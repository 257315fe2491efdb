import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename, join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { replaceDurably } from "../../../../electron/service/disk/durable.ts";
import { newJob } from "../../../../electron/service/jobs/record.ts";
import { JobStore } from "../../../../electron/service/jobs/store.ts";
import { writeSample, writeVersion } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

/** What the program asked of the disk, in order: "sync PATH", "rename FROM TO". */
const asked: string[] = [];
const restore: (() => void)[] = [];
let home = "";

const short = (path: unknown): string =>
  relative(home, String(path))
    .replaceAll(/\.tmp-\d+-[0-9a-f]+/g, "TMP")
    .replaceAll(/\.\d+-[0-9a-f]{8}\.tmp/g, ".new");

/** Puts a recorder before opening, flushing and renaming. */
beforeEach(async () => {
  asked.length = 0;
  home = await temporaryHome();
  const { open, rename } = fs.promises;
  fs.promises.open = async (...args) => {
    const file = await open(...args);
    const sync = file.sync.bind(file);
    file.sync = async () => {
      await sync();
      asked.push(`sync ${short(args[0])}`);
    };
    return file;
  };
  fs.promises.rename = async (from, to) => {
    await rename(from, to);
    asked.push(`rename ${short(from)} ${short(to)}`);
  };
  restore.push(() => Object.assign(fs.promises, { open, rename }));
  syncBuiltinESMExports();
});
afterEach(() => {
  for (const undo of restore.splice(0)) undo();
  syncBuiltinESMExports();
});

/** The one entry of what was asked that a pattern fits; its place. */
function place(pattern: RegExp): number {
  const at = asked.findIndex((one) => pattern.test(one));
  expect(at, `${pattern} among ${asked.join(", ")}`).toBeGreaterThanOrEqual(0);
  return at;
}

test.skipIf(process.platform === "win32")(
  "a file is on the disk before its name is, and the name before the next step",
  async () => {
    await fs.promises.mkdir(home, { recursive: true });
    await replaceDurably(join(home, "a.json"), "1");
    expect(asked).toEqual(["sync a.json.new", "rename a.json.new a.json", "sync "]);
  },
);

test.skipIf(process.platform === "win32")(
  "every file of a version is on the disk before the version is, and that before it is in force",
  async () => {
    const store = createDatasetStore(home);
    const data = [
      ["2023-12-29", "2024-01-02"],
      ["a", "b"],
      [
        [1, 2],
        [3, 4],
      ],
    ] as const;
    await writeSample(store, "d", ...data);
    const first = place(/^rename datasets\/TMP datasets\/d$/);
    for (const file of ["observations.parquet", "manifest.json", "part-0.parquet", "current"])
      expect(place(new RegExp(`^sync datasets/TMP.*${file}$`))).toBeLessThan(first);
    // The folders that hold the names, the deepest first.
    for (const folder of ["year=2023", "year=2024", "pnl", "v000001"])
      expect(place(new RegExp(`^sync datasets/TMP/?.*${folder}$`))).toBeLessThan(first);
    expect(place(/^sync datasets\/TMP$/)).toBeLessThan(first);
    expect(asked.indexOf("sync datasets", first)).toBeGreaterThan(first);

    asked.length = 0;
    await writeVersion(await store.begin("d", "change"), ...data);
    const made = place(/^rename datasets\/TMP.* datasets\/d\/v000002$/);
    const named = place(/^rename datasets\/d\/current.new datasets\/d\/current$/);
    for (const file of ["observations.parquet", "manifest.json"])
      expect(place(new RegExp(`^sync datasets/TMP.*${file}$`))).toBeLessThan(made);
    const known = asked.indexOf("sync datasets/d", made);
    expect(known).toBeGreaterThan(made);
    expect(place(/^sync datasets\/d\/current.new$/)).toBeGreaterThan(known);
    expect(place(/^sync datasets\/d\/current.new$/)).toBeLessThan(named);
    expect(asked.indexOf("sync datasets/d", named)).toBeGreaterThan(named);

    asked.length = 0;
    await store.delete("d");
    const gone = place(/^rename datasets\/d /);
    expect(asked.indexOf("sync datasets", gone)).toBeGreaterThan(gone);
  },
);

test.skipIf(process.platform === "win32")(
  "a job's result is on the disk before the record that says so",
  async () => {
    const store = new JobStore(home);
    const job = newJob({
      method: "m",
      title: "t",
      request: {},
      source: "queue",
      maxAttempts: 1,
      after: null,
    });
    await store.saveQueued(job);
    asked.length = 0;
    await store.saveFinished({ ...job, state: "completed" }, new Uint8Array(10));
    const renames = asked.filter((one) => one.startsWith("rename")).map((one) => basename(one));
    expect(renames).toEqual([`${job.id}.result`, `${job.id}.json`]);
    expect(asked.filter((one) => one.startsWith("sync"))).toHaveLength(4);
  },
);
