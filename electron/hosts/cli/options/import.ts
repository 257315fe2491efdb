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

const choice = (flags: string, text: string, choices: readonly string[]) =>
  new Option(flags, text).choices(choices);

/** How a file is read; the same for import, append and inspect. What is left out is detected or in the settings. */
export function addImportOptions(command: Command): Command {
  const { encoding, delimiter, decimal, thousands, numbers, confidenceScale } = fileDialect.shape;
  const policies = importPolicies.shape;
  return command
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
    .option("--prefix-names", "put the file name before each strategy")
    .addOption(choice("--encoding <name>", "character encoding", encoding.options))
    .addOption(choice("--delimiter <name>", "what separates cells", delimiter.options))
    .addOption(choice("--decimal <sign>", "decimal sign", decimal.options))
    .addOption(choice("--thousands <sign>", "thousands separator", thousands.options))
    .addOption(choice("--numbers <notation>", "plain, or with the signs of accountants", numbers.options))
    .option("--date-format <pattern>", "for example DD-MM-YYYY")
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
    .addOption(choice("--duplicate-dates <policy>", "rows of one date", policies.duplicateDates.options))
    .addOption(choice("--bad-dates <policy>", "rows without a readable date", policies.badDates.options))
    .addOption(choice("--order <order>", "order of the observations", policies.order.options));
}

/** The part of a request that says how files are read. */
export function importOptionsOf(
  flags: ImportFlags & { duplicates?: ImportPolicies["duplicateNames"] },
): z.input<typeof importOptions> {
  const { encoding, delimiter, decimal, thousands, numbers, dateFormat, confidenceScale } = flags;
  const { missing, duplicateColumns, constantColumns, duplicateDates, badDates, order } = flags;
  const { mapping, include, exclude, rename, force, use, prefixNames } = flags;
  return {
    dialect: { encoding, delimiter, decimal, thousands, numbers, dateFormat, confidenceScale },
    policies: {
      missing,
      duplicateNames: flags.duplicates,
      duplicateColumns,
      constantColumns,
      duplicateDates,
      badDates,
      order,
    },
    mapping,
    include,
    exclude,
    rename,
    force,
    use,
    prefixNames,
  };
}
