import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Problem } from "../../../electron/contract/problem.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { allVariants } from "./support/all-variants.ts";
import { importContext, importInto } from "./support/import-context.ts";

test.each(allVariants)("%s", async (_name, variant) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, variant.name ?? "file.csv");
  await writeFile(file, variant.content);
  if (variant.refused) {
    const problem = (await importInto(context, "d", [file], variant.said).then(
      ({ files, dataset }) => ({ imported: files, dataset }),
      (error: unknown) => error,
    )) as Problem;
    expect(`${problem.message} ${problem.report?.remedy}`).toMatch(variant.refused);
    return;
  }
  const { dataset } = await importInto(context, "d", [file], variant.said);
  const { matrix, strategies, observations } = await context.datasets.open("d");
  if (variant.table)
    expect(
      Object.fromEntries(strategies.map((name, at) => [name, matrix.rows.map((row) => row[at])])),
    ).toEqual(variant.table);
  if (variant.dates) expect(observations.map(({ date }) => date)).toEqual(variant.dates);
  if (variant.times) expect(observations.map(({ startTime }) => startTime)).toEqual(variant.times);
  if (variant.regimes)
    expect(observations.map(({ marketRegime, confidence }) => [marketRegime, confidence])).toEqual(
      variant.regimes,
    );
  if (variant.zone) expect(observations.at(-1)?.zone).toBe(variant.zone);
  if (variant.rejects) expect(dataset.rejects).toEqual(variant.rejects);
  if (variant.money !== undefined) expect(dataset.money ?? "").toBe(variant.money);
  const kinds = dataset.findings.map(({ kind }) => kind);
  if (variant.finding) expect(kinds).toContain(variant.finding);
  if (variant.silent) expect(kinds).not.toContain(variant.silent);
});
