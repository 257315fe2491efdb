import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AnalysisView } from "../../../electron/service/analysis/view/analysis-view.ts";
import { createDatasetStore } from "../../../electron/service/datasets/store/dataset-store.ts";
import { keptUniverse, testBeside } from "../../../electron/service/verdict/kept-universe.ts";
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

describe("the universe of a large table", () => {
  it("is what the test says, made on another thread, and is kept", async () => {
    const { store, view, files } = await storeOfView();
    const fractions: number[] = [];
    const told = { ...quiet, progress: ({ fraction = 0 }) => fractions.push(fraction) };
    const found = await keptUniverse(view, asked, store.kept, told);
    expect(fractions.length).toBeGreaterThan(1);
    expect(found).toEqual(await testUniverse(matrix, asked));
    expect(await store.kept.list()).toMatchObject([{ kind: "universe" }]);
    // What is kept answers: nothing is asked of the table again.
    fractions.length = 0;
    expect(await keptUniverse(view, asked, store.kept, told)).toEqual(found);
    expect(fractions).toEqual([]);
    // Another question, another file; one that is damaged is worked out again.
    const [file] = await files();
    expect((await keptUniverse(view, { ...asked, size: 6 }, store.kept, quiet)).size).toBe(6);
    expect(await files()).toHaveLength(2);
    await writeFile(join(store.folder(view.manifest), `${file}`), "damaged");
    expect(await keptUniverse(view, asked, store.kept, told)).toEqual(found);
    expect(fractions.length).toBeGreaterThan(1);
  });

  it("is the same on any number of threads", async () => {
    const whole = await testUniverse(matrix, { ...asked, persistence: 0.2 });
    const fractions: number[] = [];
    const told = { ...quiet, progress: ({ fraction = 0 }) => fractions.push(fraction) };
    expect(await testBeside({ matrix, ...asked, persistence: 0.2 }, 3, told)).toEqual(whole);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it("is given although it cannot be kept, and not at all to who has given up", async () => {
    const { store, view } = await storeOfView();
    const gone = { ...view, manifest: { ...view.manifest, version: 7 } };
    expect((await keptUniverse(gone, asked, store.kept, quiet)).size).toBe(5);
    const given = { ...quiet, signal: AbortSignal.timeout(20) };
    await expect(keptUniverse(gone, asked, store.kept, given)).rejects.toThrow("Cancelled");
  });
});
