import { expect, test } from "vitest";
import { Pivot, refuseAmounts } from "../../../../electron/service/importing/shape/pivot.ts";

test("amounts come back whole however many pieces hold them, those of one cell summed", () => {
  const pivot = new Pivot();
  const [days, strategies] = [40, 250];
  for (let day = 0; day < days; day++) pivot.day(`day ${day}`);
  for (let one = 0; one < strategies; one++) pivot.strategy(`s${one}`);
  for (const share of [0.25, 0.75])
    for (let day = 0; day < days; day++)
      for (let one = 0; one < strategies; one++) pivot.add(one, day, share * (day * 1000 + one));
  // The newest first, and the oldest in none.
  const rowOf = Int32Array.from({ length: days }, (_, day) => days - 1 - day);
  rowOf[0] = -1;
  // All sorted at once, a few rows at a time, and each row although it has more amounts than that.
  for (const most of [undefined, 7 * strategies, 1]) {
    const rows = Array.from(pivot.rows(rowOf, days - 1, most), (cells) => [...cells]);
    expect(rows).toEqual(
      Array.from({ length: days - 1 }, (_, row) =>
        Array.from({ length: strategies }, (_, one) => (days - 1 - row) * 1000 + one),
      ),
    );
  }
  expect(pivot.count).toBe(2 * days * strategies);
});

test("a list of more rows than memory holds is refused before it is read, with what it takes and what there is", () => {
  expect(() => refuseAmounts("long.csv", 1000, 28_000)).not.toThrow();
  expect(() => refuseAmounts("long.csv", 62_900_000, 1e9)).toThrow(
    /^long\.csv is a list of 62,900,000 rows: to add them up by day takes 1,?\d*(\.\d+)? [MG]B of memory, and 1(\.\d+)? GB are free\.$/,
  );
});
