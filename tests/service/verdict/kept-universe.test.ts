import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { AnalysisView } from "../../../electron/service/analysis/view/analysis-view.ts";
import { sealedText } from "../../../electron/service/disk/sealed.ts";
import { keptUniverse } from "../../../electron/service/verdict/kept-universe.ts";
import { testUniverse } from "../../../electron/service/verdict/universe.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { normalTable } from "./tables.ts";

const asked = { size: 5, seed: 1, block: 1, persistence: 0 };
const quiet = { signal: new AbortController().signal, progress: () => undefined };
const matrix = normalTable(60, 3400, 3);
const view = {
  matrix,
  strategies: Array.from({ length: 3400 }, (_, i) => `s${i}`),
  observations: matrix.rows.map((_, t) => ({ date: `2024-01-${t}` })),
} as unknown as AnalysisView;

describe("the universe of a large table", () => {
  it("is what the test says, made on another thread, and is kept", async () => {
    const folder = await temporaryHome();
    const fractions: number[] = [];
    const told = { ...quiet, progress: ({ fraction = 0 }) => fractions.push(fraction) };
    const found = await keptUniverse(view, asked, folder, told);
    expect(fractions.length).toBeGreaterThan(1);
    expect(found).toEqual(await testUniverse(matrix, asked));
    const [file] = await readdir(folder);
    // What is kept answers: a mark in the file comes back.
    await writeFile(join(folder, `${file}`), sealedText({ ...found, p: 0.125 }));
    expect((await keptUniverse(view, asked, folder, quiet)).p).toBe(0.125);
    // Another question, another file; one that is damaged is worked out again.
    expect((await keptUniverse(view, { ...asked, size: 6 }, folder, quiet)).size).toBe(6);
    expect(await readdir(folder)).toHaveLength(2);
    const text = await readFile(join(folder, `${file}`), "utf8");
    await writeFile(join(folder, `${file}`), text.replace('"p": 0.125', '"p": 0.025'));
    expect(await keptUniverse(view, asked, folder, quiet)).toEqual(found);
    expect(await readFile(join(folder, `${file}`), "utf8")).toBe(sealedText(found));
  });

  it("is given although it cannot be kept, and not at all to who has given up", async () => {
    const gone = join(await temporaryHome(), "deleted meanwhile");
    expect((await keptUniverse(view, asked, gone, quiet)).size).toBe(5);
    const given = { ...quiet, signal: AbortSignal.timeout(20) };
    await expect(keptUniverse(view, asked, gone, given)).rejects.toThrow("Cancelled");
  });
});
