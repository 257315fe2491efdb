import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../../../../electron/contract/problem.ts";
import { cases } from "../../../support/cases.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";
import { locales, signs } from "../support/locales.ts";

type Said = NonNullable<Parameters<typeof importInto>[3]>;

interface Written {
  readonly lines: readonly (readonly string[])[];
  readonly said?: Said;
  /** What the cells become, by day. */
  readonly wanted: readonly (readonly number[])[];
}

const names = ["Alpha", "Beta", "Gamma"];
const day = (at: number): string => `2024-01-${String(at + 1).padStart(2, "0")}`;
const cents = (value: number): number => Math.round(value * 100) / 100 + 0;

/** A table of amounts as each shape writes it. */
const shapes: Record<string, (rows: readonly number[][], text: (value: number) => string) => Written> = {
  wide: (rows, text) => ({
    lines: [["Date", ...names], ...rows.map((row, at) => [day(at), ...row.map(text)])],
    wanted: rows,
  }),
  long: (rows, text) => ({
    lines: [
      ["date", "strategy", "pnl"],
      ...rows.flatMap((row, at) => row.map((value, one) => [day(at), names[one] ?? "", text(value)])),
    ],
    wanted: rows,
  }),
  trades: (rows, text) => ({
    lines: [
      ["Strategy", "Entry Date", "Exit Date", "Quantity", "Profit"],
      ...rows.flatMap((row, at) =>
        row.map((value, one) => [names[one] ?? "", day(at), day(at), "1", text(value)]),
      ),
    ],
    wanted: rows,
  }),
  equity: (rows, text) => {
    const totals = names.map(() => 0);
    const lines = rows.map((row, at) => {
      row.forEach((value, one) => {
        totals[one] = cents((totals[one] ?? 0) + value);
      });
      return [day(at), ...totals.map(text)];
    });
    return { lines: [["Date", ...names], ...lines], said: { layout: { shape: "equity" } }, wanted: rows };
  },
  returns: (rows, text) => ({
    lines: [["Date", ...names], ...rows.map((row, at) => [day(at), ...row.map(text)])],
    said: { layout: { shape: "returns", unit: "percent", capital: 1000 } },
    wanted: rows.map((row) => row.map((value) => value * 10)),
  }),
  transposed: (rows, text) => ({
    lines: [
      ["Strategy", ...rows.map((_, at) => day(at))],
      ...names.map((name, one) => [name, ...rows.map((row) => text(row[one] ?? 0))]),
    ],
    wanted: rows,
  }),
};

const amount = fc.oneof(
  fc.integer({ min: -5_000_000, max: 5_000_000 }).map((value) => value / 100),
  fc.integer({ min: -99_999, max: 99_999 }),
  fc.constant(0),
);

const sure = [
  [1.25, -2, 3],
  [4, -5.5, 6],
  [-7, 8, -9.75],
];
const [plain = () => ""] = signs;

test.each(Object.keys(shapes))(
  "numbers of any locale and notation in shape %s read back exactly or are refused",
  async (shape) => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(amount, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 9 }),
        fc.constantFrom(...locales),
        fc.constantFrom(...signs),
        fc.boolean(),
        fc.constantFrom(",", ";", "\t"),
        async (rows, locale, sign, useGrouping, delimiter) => {
          const format = new Intl.NumberFormat(locale, { useGrouping, maximumFractionDigits: 2 });
          const text = (value: number): string =>
            sign(format.format(Math.abs(value)), value < 0, format.format(value));
          const { lines, said, wanted } = (shapes[shape] as (typeof shapes)[string])(rows, text);
          const home = await temporaryHome();
          const context = importContext(home);
          const file = join(home, "table.csv");
          const quoted = lines.map((line) => line.map((cell) => `"${cell}"`).join(delimiter));
          await writeFile(file, `${quoted.join("\n")}\n`);
          try {
            const { dataset } = await importInto(context, "d", [file], said);
            // A few cells in another notation than the rest are faults by rule: counted, not another number in silence.
            if (Object.keys(dataset.rejects).length > 0) return;
            const { matrix, strategies } = await context.datasets.open("d");
            const place = names.map((name) => strategies.indexOf(name));
            const found = matrix.rows.map((row) => place.map((at) => cents(row[at] ?? Number.NaN)));
            // What an account has before its first row is taken for its first day, unless it lies far from zero.
            const isLater = shape === "equity" && found.length === wanted.length - 1;
            expect(found).toEqual((isLater ? wanted.slice(1) : wanted).map((row) => row.map(cents)));
            read++;
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
          }
        },
      ),
      // One that is surely read: else a run of refusals would prove nothing.
      { numRuns: cases(12), examples: [[sure, "en-US", plain, false, ","]] },
    );
    expect(read).toBeGreaterThan(0);
  },
  120_000,
);
