import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLatest } from "../../../../electron/service/datasets/read/open.ts";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { StoreRoot, storageSettings } from "../../../../electron/service/datasets/store/root.ts";
import { loadSettings } from "../../../../electron/service/settings/live-settings.ts";
import { writeSample, writeVersion } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

test("a version that another program replaces and removes while it is read is read in its new form", async () => {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  const table = (value: number) => [["2024-01-02"], ["a"], [[value]]] as const;
  await writeSample(store, "d", ...table(1));
  await writeVersion(await store.begin("d", "change"), ...table(2));
  const root = new StoreRoot(home, "test", () => storageSettings(loadSettings()));
  const pointer = join(home, "datasets", "d", "current");
  // Version 1 is in force and its files are going.
  await rm(join(home, "datasets", "d", "v000001", "pnl"), { recursive: true });
  await writeFile(pointer, "v000001\n");
  await expect(openLatest(root, "d")).rejects.toMatchObject({ report: { code: "damaged" } });
  // Now the other program puts version 2 in force as soon as the first files of version 1 were looked at.
  const version = root.version.bind(root);
  let looked = 0;
  root.version = (name, number) => {
    if (number === 1 && ++looked === 1) void writeFile(pointer, "v000002\n");
    return version(name, number);
  };
  const open = await openLatest(root, "d");
  expect(open.matrix.rows.map((row) => [...row])).toEqual([[2]]);
  expect(looked).toBeGreaterThan(0);
});
