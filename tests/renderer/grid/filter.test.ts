import fc from "fast-check";
import { expect, test } from "vitest";
import { type Filter, FilterError, matchingRows, parseFilter } from "../../../renderer/grid/filter.ts";

const columns = new Set(["sharpe", "roi", "win_rate"]);
const source = {
  names: ["SENSEX 0930-1015 SL7%", "SENSEX 0930-1015 SL47%", "NIFTY 1100-1200 SL7%", "NIFTY (x)"],
  column: (name: string) =>
    name === "win_rate"
      ? { values: Float64Array.of(0.6, 0.5, 0.4, Number.NaN), factor: 100 }
      : { values: Float64Array.of(2, -1, 1_500, Number.NaN), factor: 1 },
};
const rows = (expression: string) => [...matchingRows(parseFilter(expression, columns), source)];

test.each<[string, number[]]>([
  ["sharpe > 1.5", [0, 2]],
  ["sharpe >= 2 and sharpe <= 2", [0]],
  ["sharpe != 2", [1, 2]],
  ["roi > 1k", [2]],
  ["roi = 1,500", [2]],
  ["roi < -0.5", [1]],
  ["win_rate >= 50", [0, 1]],
  ['name ~ "sl7%"', [0, 2]],
  ['name !~ "sl7%"', [1, 3]],
  ['name ~ "/^NIFTY .*SL\\d+%$/"', [2]],
  ['name ~ "(x)"', [3]],
  ["not sharpe > 1.5", [1, 3]],
  ['sharpe > 5 or name ~ "SENSEX" and win_rate < 55', [1, 2]],
  ['(sharpe > 5 or name ~ "SENSEX") and win_rate < 55', [1, 2]],
  ['(sharpe > 5 or name ~ "SENSEX") and win_rate > 55', [0]],
  ["SHARPE>1.5 AND ROI<10", [0]],
])("%s", (expression, expected) => {
  expect(rows(expression)).toEqual(expected);
});

test.each<[string, string, number]>([
  ["", "A column is expected", 0],
  ["sharp > 1", "no column sharp", 0],
  ["sharpe 1", "One of >", 7],
  ["sharpe > x", "A number", 9],
  ["sharpe > 1 roi > 2", '"and" or "or"', 11],
  ["(sharpe > 1", "closing bracket", 11],
  ['name = "a"', "name is followed by", 5],
  ["name ~ a", "text in quotes", 7],
  ['name ~ "/(/"', "regular expression", 7],
  ["sharpe > 1 # 2", '"#" is not understood', 11],
])("%j is refused and says where", (expression, message, at) => {
  try {
    parseFilter(expression, columns);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(FilterError);
    expect((error as FilterError).message).toContain(message);
    expect((error as FilterError).at).toBe(at);
  }
});

const filter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant("compare" as const),
      column: fc.constantFrom(...columns),
      operator: fc.constantFrom(
        ">" as const,
        ">=" as const,
        "<" as const,
        "<=" as const,
        "=" as const,
        "!=" as const,
      ),
      value: fc.integer({ min: -2_000, max: 2_000 }),
    }),
    fc.record({ kind: fc.constant("not" as const), part: tie("filter") }),
    fc.record({
      kind: fc.constant("all" as const),
      parts: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant("any" as const),
      parts: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).filter;

const written = (one: Filter): string => {
  if (one.kind === "compare") return `${one.column} ${one.operator} ${one.value}`;
  if (one.kind === "not") return `not (${written(one.part)})`;
  if (one.kind === "matches") return "";
  return one.parts.map((part) => `(${written(part)})`).join(one.kind === "all" ? " and " : " or ");
};

test("what is written out is read back with the same meaning", () => {
  fc.assert(
    fc.property(filter, (one) => {
      expect([...matchingRows(parseFilter(written(one), columns), source)]).toEqual([
        ...matchingRows(one, source),
      ]);
    }),
  );
});
