import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

const golden = join(import.meta.dirname, "../../golden/edge_values");
const file = join(golden, "edge_values.csv");

interface ExpectedColumn {
  values_used: (number | string)[];
  cells_silently_turned_to_zero: number[];
  finite: boolean;
}
const expected: Record<string, ExpectedColumn> = JSON.parse(
  readFileSync(join(golden, "edge_values_expected.json"), "utf8"),
).result.columns;

test("the cells that legacy turned into zero are exactly those of the ledger", async () => {
  const context = importContext(await temporaryHome());
  await importInto(context, "edge", [file]);
  const { rejects } = await context.datasets.rejects("edge", { offset: 0, limit: 1000 });
  const zeroed = rejects.filter((one) => one.reason !== "infinite" && one.value === 0);
  const found = Object.fromEntries(
    Object.keys(expected).map((name) => [
      name,
      zeroed.filter((one) => one.column === name).map((one) => one.row),
    ]),
  );
  const wanted = Object.fromEntries(
    Object.entries(expected).map(([name, column]) => [name, column.cells_silently_turned_to_zero]),
  );
  expect(found).toEqual(wanted);
  // What legacy let in: infinities. They are rejects here.
  const infinite = Object.entries(expected).filter(([, column]) => !column.finite);
  expect(
    rejects
      .filter((one) => one.reason === "infinite")
      .map((one) => one.column)
      .sort(),
  ).toEqual(infinite.map(([name]) => name).sort());
});

test("every value is the one that legacy used", async () => {
  const context = importContext(await temporaryHome());
  const { dataset } = await importInto(context, "edge", [file], { policies: { order: "file" } });
  const open = await context.datasets.open("edge");
  expect(open.observations.map((one) => one.sourceRow)).toEqual([...Array(20).keys()]);
  expect([...open.strategies]).toEqual(Object.keys(expected));
  open.strategies.forEach((name, column) => {
    const used = open.matrix.rows.map((row) => row[column]);
    const wanted = expected[name]?.values_used.map((value) => (typeof value === "string" ? 0 : value)) ?? [];
    used.forEach((value, row) => {
      // The nearest double; pandas' own parser is one ulp off for a number of 27 digits.
      const ulp = name === "LONG_DIGITS" ? 2 ** -52 * Math.abs(value ?? 0) : 0;
      expect(Math.abs((value ?? Number.NaN) - (wanted[row] ?? 0)), `${name} row ${row}`).toBeLessThanOrEqual(
        ulp,
      );
    });
  });
  expect(dataset.missingCells).toBe(0);
});

test("rows are in order of their dates, a repeated date in order of the file", async () => {
  const context = importContext(await temporaryHome());
  const { dataset } = await importInto(context, "edge", [file]);
  const { observations } = await context.datasets.open("edge");
  const dates = observations.map((one) => one.date);
  expect(dates).toEqual([...dates].sort());
  expect(observations.filter((one) => one.date === "2024-02-01").map((one) => one.sourceRow)).toEqual([
    0, 19,
  ]);
  expect(dataset.findings.find((one) => one.kind === "duplicate-dates")?.count).toBe(1);
});

test("cells can be left missing, or stop the import with the first one's place", async () => {
  const context = importContext(await temporaryHome());
  const { dataset } = await importInto(context, "kept", [file], { policies: { missing: "keep" } });
  // 52 that legacy zeroed, 10 times True, 2 infinities.
  expect(dataset.missingCells).toBe(64);
  await expect(
    importInto(context, "refused", [file], { policies: { missing: "refuse" } }),
  ).rejects.toMatchObject({
    report: { code: "bad-input", line: 2, column: "BLANK_CELLS", file },
  });
  expect((await context.datasets.list()).manifests.map((one) => one.name)).toEqual(["kept"]);
});
