import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AnalysisView } from "../../../electron/service/analysis/view/analysis-view.ts";
import { createDatasetStore } from "../../../electron/service/datasets/store/dataset-store.ts";
import { loadAddon } from "../../../electron/service/engine/load-addon.ts";
import { keptUniverse } from "../../../electron/service/verdict/kept-universe.ts";
import { testUniverse } from "../../../electron/service/verdict/universe.ts";
import { writeSample } from "../datasets/support/sample-dataset.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { normalTable } from "./tables.ts";

const asked = { size: 5, seed: 1, block: 1, persistence: 0 };
const quiet = { signal: new AbortController().signal, progress: () => undefined };
const matrix = normalTable(60, 3400, 3);
const strategies = Array.from({ length: 3400 }, (_, i) => `s${i}`);
const observations = matrix.rows.map((_, t) => ({ date: `2024-01-${t}` }));

/** A store with the dataset that the view is said to be of, and the names of what is kept of it. */
async function storeOfView() {
  const home = await temporaryHome();
  const store = createDatasetStore(home);
  const manifest = await writeSample(store, "one", ["2024-01-01"], ["a"], [[1]]);
  const view = {
    matrix,
    strategies,
    observations,
    manifest,
  } as unknown as AnalysisView;
  const files = async () =>
    (await readdir(store.folder(manifest))).filter((name) => name.includes("universe"));
  return { store, manifest, view, files };
}

const worked = vi.spyOn(loadAddon(), "universeStatistics");
afterEach(() => worked.mockClear());

describe("the universe of a large table", () => {
  it("is what the test says, and is kept", async () => {
    const { store, view, files } = await storeOfView();
    const found = await keptUniverse(view, asked, store.kept, quiet);
    expect(found).toEqual(await testUniverse(matrix, asked));
    expect(await store.kept.list()).toMatchObject([{ kind: "universe" }]);
    // What is kept answers: nothing is asked of the table again.
    worked.mockClear();
    expect(await keptUniverse(view, asked, store.kept, quiet)).toEqual(found);
    expect(worked).not.toHaveBeenCalled();
    // Another question, another file; one that is damaged is worked out again.
    const [file] = await files();
    expect((await keptUniverse(view, { ...asked, size: 6 }, store.kept, quiet)).size).toBe(6);
    expect(await files()).toHaveLength(2);
    await writeFile(join(store.folder(view.manifest), `${file}`), "damaged");
    expect(await keptUniverse(view, asked, store.kept, quiet)).toEqual(found);
    expect(worked).toHaveBeenCalledTimes(2);
  });

  it("is given although it cannot be kept, and not at all to who has given up", async () => {
    const { store, view } = await storeOfView();
    const gone = { ...view, manifest: { ...view.manifest, version: 7 } };
    expect((await keptUniverse(gone, asked, store.kept, quiet)).size).toBe(5);
    const given = { ...quiet, signal: AbortSignal.abort() };
    await expect(keptUniverse(gone, asked, store.kept, given)).rejects.toThrow("Cancelled");
  });
});
