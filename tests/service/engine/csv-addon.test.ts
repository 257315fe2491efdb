import { rmSync } from "node:fs";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, describe, expect, it } from "vitest";
import { cases } from "../../support/cases.ts";
import { commaDialect, csvScratch, csvTable } from "../../support/csv-table.ts";

const scratch = csvScratch();
afterAll(() => scratch.remove());

/** Writes the text, lets `check` look at the file, and removes it. */
async function withFile(text: string, check: (path: string) => Promise<void>): Promise<void> {
  const path = scratch.write(text);
  try {
    await check(path);
  } finally {
    rmSync(path);
  }
}

const delimiter = fc.constantFrom(",", ";", "\t", "|");
const newline = fc.constantFrom("\n", "\r\n");
/** What breaks parsers, and anything else. */
const cell = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', ",", ";", "\n", "\r", " ", "\t", "a", "1", "."), maxLength: 6 }),
  fc.double({ noNaN: true }).map(String),
);

function write(table: readonly (readonly string[])[], by: string, end: string, quoteAll: boolean): string {
  const quote = (text: string): string =>
    quoteAll || /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((row) => row.map(quote).join(by)).join(end);
}

/** Two columns and more, so that no row is a blank line; a header that is plain. */
const table = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 0, max: 6 }))
  .chain(([columns, rows]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .map((rows) => [(rows[0] ?? ["", ""]).map((_, index) => `c${index}`), ...rows]);

const papaRows = (text: string, by: string, end: "\n" | "\r\n"): string[][] =>
  Papa.parse<string[]>(text, { delimiter: by, newline: end, skipEmptyLines: true }).data;

describe("the CSV reader and papaparse", () => {
  it("find the same texts in any table that was written properly", async () => {
    await fc.assert(
      fc.asyncProperty(table, delimiter, newline, fc.boolean(), async (rows, by, end, quoteAll) => {
        const text = write(rows, by, end, quoteAll);
        await withFile(text, async (path) => {
          const read = await csvTable(path, {
            dialect: { ...commaDialect, delimiter: by },
            role: () => "text",
          });
          const [header, ...expected] = papaRows(text, by, end as "\n" | "\r\n");
          expect(read.opened.header).toEqual(header);
          const columns = read.rows.text;
          expect(expected.map((_, row) => columns.map((column) => column[row]))).toEqual(expected);
          expect(read.opened.rowCount).toBe(expected.length);
          expect(read.rows.rejectCount).toBe(0);
        });
      }),
      { numRuns: cases(200) },
    );
  });

  it("differ in no number that is not in the ledger", async () => {
    const number = /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[ \t]*$/i;
    await fc.assert(
      fc.asyncProperty(table, newline, fc.boolean(), async (rows, end, quoteAll) => {
        const text = write(rows, ",", end, quoteAll);
        await withFile(text, async (path) => {
          const read = await csvTable(path);
          const cells = papaRows(text, ",", end as "\n" | "\r\n").slice(1);
          const ledger: { row: number; column: number; text: string }[] = [];
          cells.forEach((row, r) => {
            row.forEach((written, c) => {
              const value = number.test(written) ? Number(written) : Number.NaN;
              const isNumber = Number.isFinite(value);
              if (!isNumber) ledger.push({ row: r, column: c, text: written });
              expect(read.numbers[r]?.[c]).toBe(isNumber ? value : Number.NaN);
            });
          });
          expect(read.rejects.map((one) => ({ row: one.row, column: one.column, text: one.text }))).toEqual(
            ledger,
          );
        });
      }),
      { numRuns: cases(200) },
    );
  });

  it("agree on ragged rows: what papaparse finds short or long is in the ledger", async () => {
    const ragged = fc.array(fc.array(fc.integer().map(String), { minLength: 1, maxLength: 7 }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(ragged, async (rows) => {
        const text = write([["a", "b", "c", "d"], ...rows], ",", "\n", false);
        await withFile(text, async (path) => {
          const { rejects } = await csvTable(path);
          const expected = papaRows(text, ",", "\n")
            .slice(1)
            .flatMap((row, r) =>
              row.length > 4
                ? [`${r}:4 extra-cell ${row.slice(4).join(",")}`]
                : [0, 1, 2, 3].slice(row.length).map((column) => `${r}:${column} missing-cell `),
            );
          expect(rejects.map((one) => `${one.row}:${one.column} ${one.reason} ${one.text}`)).toEqual(
            expected,
          );
        });
      }),
    );
  });
});

describe("numbers through the addon", () => {
  it("come back with the same bits as JavaScript reads them", async () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(values, async (row) => {
        const written = row.map((value) => (Object.is(value, -0) ? "-0" : String(value)));
        const text = `${row.map((_, index) => `c${index}`).join(",")}\n${written.join(",")}\n`;
        await withFile(text, async (path) => {
          const { numbers, rows } = await csvTable(path);
          expect(rows.rejectCount).toBe(0);
          row.forEach((value, index) => {
            expect(numbers[0]?.[index]).toBe(value);
          });
        });
      }),
      { numRuns: cases(150) },
    );
  });
});
