import type { SourceLayout } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { SeenColumns } from "./recognise.ts";

const returnName =
  /^((daily|day|net|gross|strategy|period|simple|log|pct|percent) )*(returns?|rets?|(pct|percent|percentage) ?(change|gain|p ?& ?l|pnl|profit)|change (pct|percent)|performance|yield)( (pct|percent))?$/i;

/** What returns are in was not said, and their cells do not say it. `which` = "its returns", say. */
export function unknownUnit(
  file: string,
  which: string,
  { column, cells }: { readonly column?: string; readonly cells: string[] },
): Problem {
  return new Problem("bad-input", `${file}: whether ${which} are percent or fractions cannot be told.`, {
    file,
    ...(column === undefined ? {} : { column }),
    remedy: "Say it (--unit percent, or --unit fraction for 0.01 = 1 %).",
    question: {
      cells,
      answers: (["percent", "fraction"] as const).map((unit) => ({
        label: unit === "percent" ? "1 is one percent" : "1 is all of the capital",
        say: { layout: { unit } },
      })),
    },
  });
}

/**
 * What amounts are multiplied with that are returns by their name, their percent signs or what was said, and what they are in.
 * Throws Problem when nobody said what they are returns of, or what they are in.
 */
export function returnsOf(
  file: string,
  { header, cells }: SeenColumns,
  value: number,
  said: SourceLayout,
): { readonly factor: number; readonly unit: SourceLayout["unit"] } {
  const name = header[value] ?? "";
  const column = cells[value] ?? [];
  const filled = column.filter((cell) => cell.trim() !== "");
  const hasPercents = filled.some((cell) => /%\s*\)?$/.test(cell.trim()));
  const isReturn = returnName.test(
    name
      .replaceAll("%", " pct ")
      .replaceAll(/[_\s().]+/g, " ")
      .trim(),
  );
  const unit = hasPercents ? "percent" : said.unit;
  if (said.capital !== undefined && (isReturn || unit !== undefined)) {
    if (unit !== undefined && !(hasPercents && said.unit === "fraction"))
      return { factor: said.capital * (unit === "percent" ? 0.01 : 1), unit };
    throw unknownUnit(file, `the returns in "${name}"`, { column: name, cells: filled.slice(0, 3) });
  }
  if (isReturn && said.value === undefined)
    throw new Problem(
      "bad-input",
      `${file}: its amounts are called "${name}", as returns of a capital are.`,
      {
        file,
        column: name,
        remedy: `Say of what capital (--capital AMOUNT --unit percent or fraction), or take them as they are (--value ${JSON.stringify(name)}).`,
        question: {
          cells: filled.slice(0, 3),
          answers: [
            { label: "Take them as they are", say: { layout: { value: name } } },
            // Shows the fields of the capital and its unit.
            { label: "Returns: the capital is said beside the shape", say: { layout: { shape: "long" } } },
          ],
        },
      },
    );
  return { factor: 1, unit };
}

/** Share of the strategies' names. */
const most = 0.8;

/** A hundred or more, in any notation: no day's return, in percent or not. */
const hundreds = /^\D*([1-9]\d{2,}|[1-9]\d{0,2}([,.' ]\d{2,3})+[.,]\d)/;

/**
 * Throws Problem for a wide table whose strategies are called returns: of what capital, and whether they are percent, nobody
 * said.
 */
export function askAboutReturns(file: string, names: readonly string[], cells: readonly string[]): void {
  const called = names.filter((name) =>
    /(^|[ _.-])(returns?|rets?)[ _.]*(\(?(%|pct|percent)\)?)?$/i.test(name.trim()),
  );
  const filled = cells.filter((cell) => cell.trim() !== "");
  const areAmounts = filled.filter((cell) => hundreds.test(cell)).length * 2 > filled.length;
  if (names.length === 0 || called.length < names.length * most || areAmounts) return;
  throw new Problem("bad-input", `${file}: its columns are called returns, such as "${called[0]}".`, {
    file,
    column: called[0] ?? "",
    remedy:
      "Say what they are: --shape returns --unit percent or fraction (and --capital AMOUNT), or --shape wide for P&L in currency.",
    question: {
      cells: filled.slice(0, 3),
      answers: [
        { label: "Returns: 1 is one percent", say: { layout: { shape: "returns", unit: "percent" } } },
        {
          label: "Returns: 1 is all of the capital",
          say: { layout: { shape: "returns", unit: "fraction" } },
        },
        { label: "P&L in currency", say: { layout: { shape: "wide" } } },
      ],
    },
  });
}
