import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { looksLikeTotals } from "../../../../electron/service/importing/shape/recognise.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

/** Normal numbers, the same ones at every run. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Daily P&L of `columns` strategies that have a market in common to some part. */
function daily(next: () => number, rows: number, columns: number, common: number, drift = 0): number[][] {
  const market = Array.from({ length: rows }, next);
  return Array.from({ length: columns }, () =>
    market.map((day) => 100 * (Math.sqrt(common) * day + Math.sqrt(1 - common) * next() + drift)),
  );
}

const cumulated = (cells: readonly number[]): number[] => {
  let total = 0;
  return cells.map((cell) => (total += cell));
};

test("fewer than one in a hundred tables of ordinary P&L of 5 to 30 rows is asked about", () => {
  const next = normals(20_240_101);
  let [asked, all] = [0, 0];
  for (let rows = 5; rows <= 30; rows++)
    for (const columns of [1, 2, 5])
      for (const common of [0, 0.5, 1])
        for (const drift of [0, 0.3])
          for (let again = 0; again < 40; again++, all++)
            if (looksLikeTotals(daily(next, rows, columns, common, drift))) asked++;
  expect(asked / all).toBeLessThan(0.005);
});

test("a column that runs on among many that are mostly 0 decides nothing", () => {
  const next = normals(20_240_103);
  const traded = daily(next, 12, 9, 0).map((cells) => cells.map((cell, row) => (row % 3 === 0 ? cell : 0)));
  const total = cumulated(Array.from({ length: 12 }, () => 10 + next()));
  expect(looksLikeTotals([total])).toBe(true);
  expect(looksLikeTotals([total, ...traded])).toBe(false);
});

test("totals of few rows that gain nearly every day are asked about", () => {
  const next = normals(20_240_102);
  for (const rows of [8, 12, 20]) {
    let asked = 0;
    for (let again = 0; again < 100; again++)
      if (looksLikeTotals(daily(next, rows, 6, 0.2, 1).map(cumulated))) asked++;
    expect(asked).toBeGreaterThan(75);
  }
});

test.each([
  ["Date,A,B,C", "2024-01-0", 0],
  ["Date,A", "2024-01-0", 1],
] as const)("totals of eight rows, and what is P&L: %s", async (header, day, kind) => {
  const gains = [120, 80, -30, 95, 140, 60, -20, 110];
  const cells = gains.map((gain, row) =>
    header
      .split(",")
      .slice(1)
      .map((_, column) => gain + 13 * ((row * (column + 2)) % 5) - 20),
  );
  const totals = cells.map((_, row) =>
    (cells[0] ?? []).map((_cell, column) =>
      cells.slice(0, row + 1).reduce((sum, line) => sum + (line[column] ?? 0), 0),
    ),
  );
  const home = await temporaryHome();
  const context = importContext(home);
  const imported = async (name: string, lines: readonly number[][]) => {
    const file = join(home, `${name}.csv`);
    const rows = lines.map((line, row) => `${day}${row + 1},${line.join(",")}`);
    await writeFile(file, `${[header, ...rows].join("\n")}\n`);
    return importInto(context, `${name}${kind}`, [file]);
  };
  await expect(imported("totals", totals)).rejects.toMatchObject({
    message: expect.stringContaining("running totals"),
  });
  const { dataset } = await imported("daily", cells);
  expect(dataset.findings.map(({ kind }) => kind)).not.toContain("run-on");
});

test("columns of few rows that run on, and may be P&L all the same, are a finding", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "file.csv");
  const totals = [10, -5, -40, -55, -20, 15, 60, 40, 85, 75];
  const rows = totals.map(
    (total, row) => `2024-01-${String(row + 1).padStart(2, "0")},${total},${total * 2 + (row % 3) * 9}`,
  );
  await writeFile(file, `Date,A,B\n${rows.join("\n")}\n`);
  const { dataset } = await importInto(context, "d", [file]);
  expect(dataset.findings).toContainEqual(
    expect.objectContaining({ kind: "run-on", message: expect.stringContaining("--shape equity") }),
  );
});
