import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { datePattern, type ParsedDate } from "../dates/date-pattern.ts";
import { detectDateFormat } from "../dates/detect-date-format.ts";
import type { TextColumns } from "./text-columns.ts";

interface ReadDates {
  readonly pattern: string;
  readonly because: string;
  /** Per data row; null for a date that cannot be read, when such rows are dropped. */
  readonly dates: readonly (ParsedDate | null)[];
}

/**
 * Reads the date column. Throws Problem "bad-input" when no pattern reads it, when day and month cannot be told apart,
 * or (policy "refuse") at the first row that cannot be read.
 */
export function readDates(
  { texts, lines }: TextColumns,
  file: string,
  format: string,
  badDates: ImportPolicies["badDates"],
  columnName: string,
): ReadDates {
  const column = texts.get("date") ?? [];
  const answer =
    format === "auto"
      ? detectDateFormat(column, texts.get("day"))
      : { patterns: [format], because: "so it was said" };
  const [pattern, other] = answer.patterns;
  const at = (row: number): { file: string; line: number; column: string } => ({
    file,
    line: lines[row] ?? 1,
    column: columnName,
  });
  if (pattern === undefined) {
    throw new Problem(
      "bad-input",
      `${file}: the column "${columnName}" holds no dates, for example "${column[0]}".`,
      {
        ...at(0),
        remedy:
          "Say how the dates are written (--date-format DD-MM-YYYY), or which column holds them (--force 'COLUMN=date').",
      },
    );
  }
  if (other !== undefined) {
    const example = column.find(
      (text) => datePattern(pattern)(text)?.date !== datePattern(other)(text)?.date,
    );
    throw new Problem(
      "bad-input",
      `${file}: dates such as "${example ?? column[0]}" can be ${answer.patterns.join(" or ")}; no row decides it.`,
      { ...at(0), remedy: `Say which one it is: ${pattern} or ${other} (--date-format).` },
    );
  }
  const read = datePattern(pattern);
  if (format !== "auto" && !column.some(read)) {
    throw new Problem(
      "bad-input",
      `${file}: no cell of the column "${columnName}" is a date of the form ${pattern}, for example "${column[0]}".`,
      { ...at(0), remedy: "Say how the dates are written, or leave it out (auto) to have it found." },
    );
  }
  const dates = column.map((text, row) => {
    const parsed = read(text);
    if (parsed === null && badDates === "refuse") {
      throw new Problem(
        "bad-input",
        `${file}, line ${lines[row]}: "${text}" is not a date of the form ${pattern}.`,
        {
          ...at(row),
          remedy: "Correct the row, or leave such rows out (--bad-dates drop).",
        },
      );
    }
    return parsed;
  });
  return { pattern, because: answer.because, dates };
}
