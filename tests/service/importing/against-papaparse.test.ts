import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { cases } from "../../support/cases.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { importContext, importInto } from "./support/import-context.ts";

const isNumber = /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[ \t]*$/i;
const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.double({ min: -1e300, max: 1e300, noNaN: true, noDefaultInfinity: true }).map(String),
  },
  { weight: 2, arbitrary: fc.integer({ min: -2_147_483_647, max: 2_147_483_646 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "NA",
      "abc",
      "1.5%",
      "(3)",
      " 7 ",
      '"q"',
      "a,b",
      "two\nlines",
      "+4",
      ".5",
    ),
  },
);
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  mark: fc.boolean(),
});

test("what is stored is what another reader sees, and every difference is in the ledger", async () => {
  const home = await temporaryHome();
  const context = importContext(home, [
    "import.thousands=none",
    "import.decimal=point",
    "import.numbers=plain",
    "import.delimiter=comma",
  ]);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, lineEnd, mark }) => {
      const name = `d${run++}`;
      const file = join(home, `${name}.csv`);
      // A column of numbers, so that the table always has a strategy.
      const lines = rows.map((row, index) => [`2024-01-${String(index + 1).padStart(2, "0")}`, "1", ...row]);
      const text = [["Date", "n", "a", "b", "c"], ...lines]
        .map((line) => line.map(quoted).join(","))
        .join(lineEnd);
      await writeFile(file, `${mark ? "\ufeff" : ""}${text}${lineEnd}`);
      await importInto(context, name, [file], { policies: { missing: "keep" } });

      const seen = Papa.parse<string[]>(text, { delimiter: "," }).data.slice(1);
      const open = await context.datasets.open(name);
      const { rejects, total } = await context.datasets.rejects(name, { offset: 0, limit: 1000 });
      expect(rejects).toHaveLength(total);
      const inLedger = new Map(rejects.map((one) => [`${one.row} ${one.column}`, one.text]));
      let missing = 0;
      seen.forEach((record, row) => {
        ["n", "a", "b", "c"].forEach((column, index) => {
          const place = open.strategies.indexOf(column);
          // A column of nothing but text is no strategy.
          if (place < 0) return;
          const written = record[index + 1] ?? "";
          const value = open.matrix.rows[row]?.[place];
          if (isNumber.test(written)) {
            expect(value).toBe(Number(written));
            return;
          }
          missing++;
          expect(value).toBeNaN();
          expect(inLedger.get(`${row} ${column}`)).toBe(written);
        });
      });
      expect(missing).toBe(total);
    }),
    { numRuns: cases(40) },
  );
});
