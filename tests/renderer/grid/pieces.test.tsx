import { expect, test } from "vitest";
import { findingRows } from "../../../renderer/grid/filter.ts";
import { atOnce, meanwhile, type Pieces } from "../../../renderer/grid/pieces.ts";
import { allRows, sortedRows, sortingRows } from "../../../renderer/grid/rows.ts";
import { writingRows } from "../../../renderer/grid/save-rows.ts";

const going = () => new AbortController().signal;

/** Pieces of two milliseconds each. */
function* slow(pieces: number): Pieces<string> {
  for (let done = 0; done < pieces; done++) {
    for (const end = performance.now() + 2; performance.now() < end; );
    yield done / pieces;
  }
  return "done";
}

test("work in pieces lets the window go on, says how far it is, and ends when it is given up", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const told: number[] = [];
  expect(await meanwhile(slow(300), going(), (fraction) => told.push(fraction))).toBe("done");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
  expect(told.length).toBeGreaterThan(0);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  const left = new AbortController();
  const work = slow(100_000);
  const gone = meanwhile(work, left.signal);
  left.abort();
  expect(await gone).toBeUndefined();
});

test("rows of several pieces are sorted and found as those of one are", async () => {
  const count = 30_000;
  const values = Float64Array.from({ length: count }, (_, at) => ((at * 7919) % 10_007) - 5_000);
  const sorted = sortedRows(allRows(count), values, true);
  const wanted = [...allRows(count)].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  expect([...sorted]).toEqual(wanted);
  expect(await meanwhile(sortingRows(allRows(count), values, true), going())).toEqual(sorted);
  const found = atOnce(findingRows(count, (row) => row % 1_000 === 7));
  expect([...found]).toEqual(Array.from({ length: 30 }, (_, at) => at * 1_000 + 7));
  expect(found.buffer.byteLength).toBe(4 * 30);
});

test.each([0, 1, 8_191, 8_192, 40_000])("the parts of work on %i rows only grow, up to 1", (count) => {
  const parts = [...sortingRows(allRows(count), new Float64Array(count), false)];
  expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  expect(parts.every((part) => part >= 0 && part <= 1)).toBe(true);
});

test("rows are saved in the order in which they are shown, under one heading", async () => {
  const count = 40_000;
  const rows = allRows(count).reverse();
  const cellsOf = (row: number) => [`S,${row}`, row / 4];
  const text = await atOnce(writingRows({ head: ["strategy", "roi"], rows, cellsOf })).text();
  const lines = text.split("\n");
  expect(lines.length).toBe(count + 2);
  expect(lines.slice(0, 2)).toEqual(["strategy,roi", `"S,39999",9999.75`]);
  expect(lines.slice(-2)).toEqual([`"S,0",0`, ""]);
  const none = atOnce(writingRows({ head: ["strategy"], rows: new Uint32Array(), cellsOf }));
  expect(await none.text()).toBe("strategy\n");
});
