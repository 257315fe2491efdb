import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allCases } from "../../../support/cases.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { importContext, importInto } from "../support/import-context.ts";

const iso = ["2024-01-05", "2024-01-08", "2024-02-15", "2024-03-28", "2024-12-30"];
const a = [12, -7, 3, 5, -4];
const b = [1, 2, -3, 4, 9];
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const inLocale = (locale: string, dateStyle: "full" | "long" | "medium"): string[] =>
  iso.map((text) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle }).format(day(text)));
const month = (text: string): string => day(text).toUTCString().slice(8, 11);

const locales = ["en", "en-GB", "de", "fr", "es", "it", "pt", "nl", "ru", "ja", "zh", "ko"];
/** How days are written. */
const notations: Record<string, readonly string[]> = {
  ...Object.fromEntries(locales.map((locale) => [`full, ${locale}`, inLocale(locale, "full")])),
  ...Object.fromEntries(["en-IN", "ru", "ko"].map((locale) => [`long, ${locale}`, inLocale(locale, "long")])),
  ...Object.fromEntries(
    ["fr", "pt", "ru"].map((locale) => [`medium, ${locale}`, inLocale(locale, "medium")]),
  ),
  "an ordinal before the month": iso.map((text) => `${day(text).getUTCDate()}th ${month(text)} 2024`),
  "an ordinal behind the month": iso.map((text) => `${month(text)} ${day(text).getUTCDate()}th, 2024`),
  "points with blanks": iso.map((text) => text.split("-").reverse().map(Number).join(". ")),
  "points with blanks, the year first": iso.map((text) => `${text.split("-").map(Number).join(". ")}.`),
};
const cell = (text: string): string => (text.includes(",") ? `"${text}"` : text);

/** The same table in every shape. */
const shapes: Record<string, (days: readonly string[]) => readonly string[]> = {
  wide: (days) => ["Date,A,B", ...days.map((text, at) => `${text},${a[at]},${b[at]}`)],
  long: (days) => [
    "Date,Strategy,PnL",
    ...days.flatMap((text, at) => [`${text},A,${a[at]}`, `${text},B,${b[at]}`]),
  ],
  trades: (days) => [
    "Symbol,Qty,Entry Date,Exit Date,PnL",
    ...days.flatMap((text, at) => [`A,1,${text},${text},${a[at]}`, `B,1,${text},${text},${b[at]}`]),
  ],
  turned: (days) => [["Strategy", ...days].join(","), `A,${a.join(",")}`, `B,${b.join(",")}`],
};

/** Of the shapes the wide one, and of the others one in turn; or each. */
const tried = Object.entries(notations).map(
  ([name, days], turn) =>
    [
      name,
      days,
      Object.entries(shapes).filter((_, at) => allCases || at === 0 || at === 1 + (turn % 3)),
    ] as const,
);

test.each(tried)("days are read in every shape of table: %s", async (_name, days, own) => {
  const home = await temporaryHome();
  const context = importContext(home);
  for (const [shape, lines] of own) {
    const file = join(home, `${shape}.csv`);
    await writeFile(file, `${lines(days.map(cell)).join("\n")}\n`);
    await importInto(context, shape, [file]);
    const { observations, strategies, matrix } = await context.datasets.open(shape);
    expect(
      observations.map(({ date }) => date),
      shape,
    ).toEqual(iso);
    expect(
      Object.fromEntries(strategies.map((name, at) => [name, matrix.rows.map((row) => row[at])])),
    ).toEqual({ A: a, B: b });
  }
});
