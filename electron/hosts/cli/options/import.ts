import { type Command, InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import {
  type ColumnRole,
  columnRole,
  type FileDialect,
  fileDialect,
  type ImportPolicies,
  type importOptions,
  importPolicies,
  type SourceLayout,
  sourceLayout,
  tableShape,
} from "../../../contract/importing.ts";

/** What the options of addImportOptions hold after parsing. */
export interface ImportFlags extends Partial<FileDialect>, Partial<ImportPolicies> {
  readonly mapping?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly rename?: Record<string, string>;
  readonly force?: Record<string, ColumnRole>;
  readonly use?: ColumnRole[];
  readonly prefixNames?: boolean;
  readonly shape?: NonNullable<SourceLayout["shape"]>;
  readonly sheet?: string;
  readonly skipLines?: number;
  readonly by?: string[];
  readonly value?: string;
  readonly day?: string;
  readonly fees?: "in" | "out";
  readonly period?: "day" | "week" | "zone";
  readonly currency?: string;
  readonly unit?: "percent" | "fraction";
  readonly capital?: number;
  readonly money?: string;
}

const collect = (text: string, before: string[] = []) => [...before, text];

function readPair(text: string): [string, string] {
  const at = text.lastIndexOf("=");
  if (at <= 0) throw new InvalidArgumentError("It must be written as NAME=VALUE.");
  return [text.slice(0, at), text.slice(at + 1)];
}

function readRole(text: string): ColumnRole {
  const parsed = columnRole.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${text} is none of ${columnRole.options.join(", ")}.`);
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`${text} is no number.`);
}

/** How a file becomes a table of days and strategies, where it is none. */
function addLayoutOptions(command: Command): Command {
  const { fees, period, unit } = sourceLayout.shape;
  return command
    .addOption(
      choice("--shape <shape>", "what the rows and columns stand for (default: found from the file)", [
        "auto",
        ...tableShape.options,
      ]),
    )
    .option("--sheet <name>", 'sheet of a workbook: name, place as #2, or "*" for all, joined by date')
    .option("--skip-lines <count>", "lines above the header (default: found from the file)", readNumber)
    .option("--by <column>", 'column that names the strategies, "file" or "all"; may be repeated', collect)
    .option("--value <column>", "column of the P&L of a list of trades or a long table")
    .option("--day <column>", "day of a trade: exit, entry, or a column")
    .addOption(
      choice(
        "--fees <how>",
        "fees of trades: the P&L has them in it, or they are taken off (out)",
        fees.unwrap().options,
      ),
    )
    .addOption(
      choice(
        "--period <period>",
        "trades of one day, week or day and zone become one row",
        period.unwrap().options,
      ),
    )
    .option("--currency <code>", "take only rows of this currency")
    .addOption(choice("--unit <unit>", "what returns are in", unit.unwrap().options))
    .option(
      "--capital <amount>",
      "what returns are of, or what an account held before the first row",
      readNumber,
    );
}

const choice = (flags: string, text: string, choices: readonly string[]) =>
  new Option(flags, text).choices(choices);

/** How a file is read; the same for import, append and inspect. What is left out is detected or in the settings. */
export function addImportOptions(command: Command): Command {
  const { encoding, delimiter, decimal, thousands, numbers, times, confidenceScale } = fileDialect.shape;
  const policies = importPolicies.shape;
  return addLayoutOptions(command)
    .option("--mapping <name>", "preset or saved mapping (default: chosen by the columns)")
    .option(
      "--include <pattern>",
      "take only these strategies: name, glob or /regex/; may be repeated",
      collect,
    )
    .option("--exclude <pattern>", "leave these strategies out; may be repeated", collect)
    .option("--rename <from=to>", "rename a strategy; may be repeated", (text, before: object = {}) => ({
      ...before,
      ...Object.fromEntries([readPair(text)]),
    }))
    .option(
      "--force <column=role>",
      "role of a column by name, or by place as #3; may be repeated",
      (text, before: object = {}) => {
        const [column, role] = readPair(text);
        return { ...before, [column]: readRole(role) };
      },
    )
    .option("--use <roles>", "extra columns that take part, separated by commas", (text) =>
      text.split(",").map(readRole),
    )
    .option("--money <unit>", "what the P&L is in: INR, USD, points (default: the setting analysis.currency)")
    .option("--prefix-names", "put the file name before each strategy")
    .addOption(choice("--encoding <name>", "character encoding", encoding.options))
    .addOption(choice("--delimiter <name>", "what separates cells", delimiter.options))
    .addOption(choice("--decimal <sign>", "decimal sign", decimal.options))
    .addOption(choice("--thousands <sign>", "thousands separator", thousands.options))
    .addOption(choice("--numbers <notation>", "plain, or with the signs of accountants", numbers.options))
    .option("--date-format <pattern>", "for example DD-MM-YYYY")
    .option(
      "--time-zone <zone>",
      "whose day: written, +05:30, Asia/Kolkata; for dates with an offset from UTC",
    )
    .addOption(choice("--times <unit>", "what times of digits alone are: 915, or 555 minutes", times.options))
    .addOption(
      choice("--confidence-scale <scale>", "scale of the regime confidence", confidenceScale.options),
    )
    .addOption(choice("--missing <policy>", "blank and unreadable cells", policies.missing.options))
    .addOption(choice("--duplicates <policy>", "columns of one name", policies.duplicateNames.options))
    .addOption(
      choice("--duplicate-columns <policy>", "exact copies of a column", policies.duplicateColumns.options),
    )
    .addOption(
      choice("--constant-columns <policy>", "columns of one value", policies.constantColumns.options),
    )
    .addOption(
      choice("--odd-columns <policy>", "prices, running totals, row numbers", policies.oddColumns.options),
    )
    .addOption(choice("--duplicate-dates <policy>", "rows of one date", policies.duplicateDates.options))
    .addOption(choice("--bad-dates <policy>", "rows without a readable date", policies.badDates.options))
    .addOption(
      choice("--long-rows <policy>", "rows with more cells than the header", policies.longRows.options),
    )
    .addOption(choice("--order <order>", "order of the rows", policies.order.options));
}

/** The part of a request that says how files are read. */
export function importOptionsOf(
  flags: ImportFlags & { duplicates?: ImportPolicies["duplicateNames"] },
): z.input<typeof importOptions> {
  const { mapping, include, exclude, rename, force, use, prefixNames, money } = flags;
  return {
    dialect: said(flags, fileDialect.shape),
    // --duplicates is of names: of what else there is an option of its own.
    policies: said({ ...flags, duplicateNames: flags.duplicates }, importPolicies.shape),
    mapping,
    include,
    exclude,
    rename,
    force,
    use,
    prefixNames,
    money,
    layout: said(flags, sourceLayout.shape),
  };
}

/** What the flags say of the fields of a part of the request. */
function said<Flags extends object, Field extends string>(
  flags: Flags,
  fields: Readonly<Record<Field, unknown>>,
): Pick<Flags, Extract<keyof Flags, Field>> {
  const given = Object.entries(flags).filter(([name, value]) => name in fields && value !== undefined);
  return Object.fromEntries(given) as Pick<Flags, Extract<keyof Flags, Field>>;
}
