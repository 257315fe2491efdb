import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { problemOf } from "../../../electron/contract/problem.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { normalTable } from "../verdict/tables.ts";

/** A file of daily rows; what a cell is says `cell`. */
function csv(rows: number, columns: number, cell: (t: number, i: number) => string | number): string {
  const day = (t: number) => new Date(Date.UTC(2024, 0, 1 + t)).toISOString().slice(0, 10);
  const names = Array.from({ length: columns }, (_, i) => `s${i}`);
  const lines = Array.from({ length: rows }, (_, t) =>
    [day(t), ...names.map((_, i) => cell(t, i))].join(","),
  );
  return [["Date", ...names].join(","), ...lines].join("\n");
}

const noise = normalTable(40, 60, 8);
const drawn = (t: number, i: number) => ((noise.rows[t] as Float64Array)[i] as number).toFixed(2);

/** Paths of the numbers that are NaN. */
function notNumbers(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isNaN(value) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => notNumbers(part, `${path}.${key}`));
}

const tables: Record<string, string> = {
  "constants alone": csv(40, 12, (_, i) => i),
  zeros: csv(40, 12, () => 0),
  "constants among others": csv(40, 12, (t, i) => (i % 2 ? 7 : drawn(t, i))),
  "copies of one": csv(40, 12, (t) => drawn(t, 0)),
  "one family": csv(40, 40, (t, i) => (Number(drawn(t, 0)) + 0.05 * Number(drawn(t, i))).toFixed(2)),
  "three rows": csv(3, 40, drawn),
  "as many as wanted": csv(40, 5, drawn),
  sentinels: csv(40, 40, (t, i) => ((t + i) % 9 === 0 ? -2147483648 : drawn(t, i))),
  "gaps and a row without cells": csv(40, 40, (t, i) => (t === 5 || (t + i) % 4 === 0 ? "" : drawn(t, i))),
  "one crash beyond all else": csv(40, 40, (t, i) => (t === 20 && i === 3 ? -1e12 : drawn(t, i))),
};

it.each(Object.keys(tables))("%s: a portfolio or a sentence, never NaN", async (name) => {
  const home = await temporaryHome();
  const service = createService({
    home: join(home, "root"),
    olderHomes: [],
    settings: liveSettings({
      file: join(home, "settings.ini"),
      overrides: ["engine.backend=cpu", "export.charts=false", "general.threads=2"],
    }),
  });
  onTestFinished(() => service.close());
  const file = join(home, "table.csv");
  await writeFile(file, tables[name] as string);
  const said = (error: unknown) => {
    const { code, message } = problemOf(error);
    // A defect of the program is no answer.
    expect(code).not.toBe("internal");
    expect(message.length).toBeGreaterThan(20);
    return null;
  };
  const imported = await service.call(datasetImport, { files: [file], dataset: "table" }).catch(said);
  let portfolios = 0;
  // Both ways where there are constants: of others it is the same search.
  const ways = /^constants|^zeros/.test(name) ? [true, false] : [true];
  for (const excludeConstant of imported ? ways : []) {
    const found = await service
      .call(searchRun, {
        dataset: "table",
        minSize: 4,
        // What one size gives the next hangs on no table.
        maxSize: name === "sentinels" ? 5 : 4,
        algorithms: ["hc"],
        evaluations: 2000,
        excludeConstant,
        weighting: "believable",
        verdict: { twins: 2 },
      })
      .catch(said);
    if (!found) continue;
    portfolios += 1;
    expect(found.best.members.length).toBe(found.best.size);
    expect(notNumbers(found)).toEqual([]);
    expect(found.luck.sentence).not.toMatch(/NaN|undefined|Infinity/);
    expect(found.expected.sentence).not.toMatch(/NaN|undefined|Infinity/);
  }
  // What varies over enough rows has one.
  if (!["constants alone", "zeros", "three rows"].includes(name)) expect(portfolios).toBeGreaterThan(0);
});
