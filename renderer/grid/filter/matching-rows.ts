import type { Comparison, Filter } from "./parse-filter.ts";

/** Where a filter finds its values: one value per row, in the unit that is shown. */
export interface FilterSource {
  readonly names: readonly string[];
  column(name: string): { readonly values: Float64Array; readonly factor: number };
}

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

/** Rows that pass, ascending. A missing value (NaN) passes no comparison, not even !=. */
export function matchingRows(filter: Filter, source: FilterSource): Uint32Array {
  const test = testOf(filter, source);
  const rows = new Uint32Array(source.names.length);
  let count = 0;
  for (let row = 0; row < source.names.length; row++) if (test(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

function testOf(filter: Filter, source: FilterSource): (row: number) => boolean {
  switch (filter.kind) {
    case "all": {
      const tests = filter.parts.map((part) => testOf(part, source));
      return (row) => tests.every((test) => test(row));
    }
    case "any": {
      const tests = filter.parts.map((part) => testOf(part, source));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = testOf(filter.part, source);
      return (row) => !test(row);
    }
    case "matches":
      return (row) => filter.pattern.test(source.names[row] ?? "") !== filter.negated;
    case "compare": {
      const { values, factor } = source.column(filter.column);
      const holds = compare[filter.operator];
      return (row) => {
        const value = values[row] ?? Number.NaN;
        return !Number.isNaN(value) && holds(value * factor, filter.value);
      };
    }
  }
}
