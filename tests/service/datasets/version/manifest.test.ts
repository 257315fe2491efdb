import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDatasetStore } from "../../../../electron/service/datasets/store/dataset-store.ts";
import { writtenManifest } from "../../../../electron/service/datasets/version/manifest.ts";
import { writeSample } from "../support/sample-dataset.ts";
import { temporaryHome } from "../support/temporary-home.ts";

/** A manifest with changes and a checksum that is right for them, as another program would write it. */
function changed(text: string, changes: object): string {
  const { checksum: _, ...content } = { ...JSON.parse(text), ...changes };
  const checksum = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  return JSON.stringify({ ...content, checksum });
}

test("a manifest is read as it was written, in its own place, in this format", async () => {
  const home = await temporaryHome();
  await writeSample(createDatasetStore(home), "d", ["2024-01-02"], ["a"], [[1]]);
  const text = await readFile(join(home, "datasets", "d", "v000001", "manifest.json"), "utf8");
  expect(writtenManifest(text, 1)).toMatchObject({ name: "d", strategies: 1 });
  expect(writtenManifest(changed(text, {}), 1)).toMatchObject({ name: "d" });
  expect(() => writtenManifest(text.replace('"strategies": 1', '"strategies": 2'), 1)).toThrow("checksum");
  expect(() => writtenManifest(changed(text, { formatVersion: 2 }), 1)).toThrow("format version is 2");
  expect(() => writtenManifest(text, 2)).toThrow("of version 1, not 2");
});
