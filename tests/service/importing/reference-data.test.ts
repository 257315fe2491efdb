import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

// Third-party files that are not part of the project; the variable names their folder.
const folder = process.env.TESSERA_REFERENCE_DATA ?? "";
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.]+\.csv$/.test(name)) : [];
if (files.length === 0) console.warn("skipped: TESSERA_REFERENCE_DATA names no folder with reference files");

test.skipIf(files.length === 0)("real files are imported without a word of configuration", async () => {
  const context = importContext(await temporaryHome());
  for (const name of files) {
    const { dataset, files: understood } = await importInto(context, name, [join(folder, name)]);
    expect(dataset.rejects, name).toEqual({});
    expect(dataset.observations, name).toBe(understood[0]?.rows);
    expect((await context.datasets.verify(name)).faults).toEqual([]);
  }
});
