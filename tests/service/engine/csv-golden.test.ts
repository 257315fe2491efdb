import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { type CsvReject, csvTable } from "../../support/csv-table.ts";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";

interface EdgeValues {
  readonly result: {
    readonly columns: Readonly<
      Record<
        string,
        { values_used: number[]; cells_blank_or_na_token: number[]; cells_unparseable: number[] }
      >
    >;
  };
}

const golden = join(import.meta.dirname, "..", "..", "golden");
const leading = new Set(["Date", "Zone", "Day"]);

describe("golden/edge_values", () => {
  it("gives every value, and rejects exactly the cells that became 0 silently or are infinite", async () => {
    const { columns } = goldenJson<EdgeValues>("edge_values/edge_values_expected.json").result;
    const { opened, numbers, rejects } = await csvTable(join(golden, "edge_values", "edge_values.csv"), {
      role: (name) => (leading.has(name) ? "text" : "number"),
    });
    const names = opened.header.filter((name) => !leading.has(name));
    expect(names).toEqual(Object.keys(columns));
    const expected = names.flatMap((name) => {
      const { values_used, cells_blank_or_na_token, cells_unparseable } = columns[name] ?? {};
      const infinite = values_used?.flatMap((value, row) => (Number.isFinite(value) ? [] : [row])) ?? [];
      return [...(cells_blank_or_na_token ?? []), ...(cells_unparseable ?? []), ...infinite].map(
        (row) => `${name} ${row}`,
      );
    });
    // "True" became 1 in the replaced system; here it is no number and in the ledger, and the importer decides.
    const truths = rejects.filter((one) => one.text === "True");
    const found = rejects.filter((one) => one.text !== "True");
    const place = (one: CsvReject): string => `${opened.header[one.column]} ${one.row}`;
    expect(found.map(place).toSorted()).toEqual(expected.toSorted());
    expect(truths.map(place)).toEqual(Array.from({ length: 10 }, (_, i) => `BOOLEAN ${2 * i}`));

    names.forEach((name, column) => {
      columns[name]?.values_used.forEach((value, row) => {
        const read = numbers[row]?.[column] ?? Number.NaN;
        const isRejected = rejects.some((one) => place(one) === `${name} ${row}`);
        if (isRejected) expect(read).toBeNaN();
        // The replaced system's own parser is off by a unit in the last place on the longest digits.
        else expect(deviation(read, value, 1), `${name} ${row}`).toBeLessThanOrEqual(2.3e-16);
      });
    });
  });
});

describe("real files", () => {
  const folder = process.env.TESSERA_REFERENCE_DATA ?? "";
  const files = ["production-slice-82x2945.csv", "full-width-10x25544.csv"];
  for (const file of files) {
    const path = join(folder, file);
    const isThere = folder !== "" && existsSync(path);
    it.skipIf(!isThere)(`${file}: every cell equals Number() of papaparse's text`, async () => {
      const { opened, numbers, rows } = await csvTable(path, {
        role: (name) => (leading.has(name) ? "text" : "number"),
      });
      const [header, ...cells] = Papa.parse<string[]>(readFileSync(path, "utf8"), {
        skipEmptyLines: true,
      }).data;
      expect(opened.header).toEqual(header);
      expect(rows.rejectCount).toBe(0);
      expect(numbers.map((row) => [...row])).toEqual(cells.map((row) => row.slice(2).map(Number)));
    });
    if (!isThere) console.log(`skipped: ${file} is not there (set TESSERA_REFERENCE_DATA to its folder)`);
  }
});
