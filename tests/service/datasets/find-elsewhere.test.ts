import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatasetStore } from "../../../electron/service/datasets/store/dataset-store.ts";
import { findElsewhere } from "../../../electron/service/datasets/store/elsewhere.ts";
import { writeSample } from "./support/sample-dataset.ts";
import { temporaryHome } from "./support/temporary-home.ts";

test("datasets of older data roots are named, with both ways to have them again", async () => {
  const [home, older, empty] = [await temporaryHome(), await temporaryHome(), await temporaryHome()];
  const store = createDatasetStore(older);
  for (const name of ["b", "a", "gone"]) await writeSample(store, name, ["2024-01-02"], ["s"], [[1]]);
  await store.delete("gone");
  const [found, ...others] = findElsewhere(home, [empty, older, join(empty, "no-such-folder")]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ folder: older, datasets: ["a", "b"] });
  expect(found?.message).toContain(`${older} holds 2 datasets (a, b)`);
  expect(found?.remedy).toContain(home);
  expect(found?.remedy).toContain(`TESSERA_HOME to ${older}`);
});

test("an older data root that is a link to the data root holds nothing else", async () => {
  const [home, folder] = [await temporaryHome(), await temporaryHome()];
  await writeSample(createDatasetStore(home), "a", ["2024-01-02"], ["s"], [[1]]);
  await symlink(home, join(folder, "link"));
  expect(findElsewhere(home, [join(folder, "link")])).toEqual([]);
});
