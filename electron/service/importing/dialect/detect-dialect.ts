import type { FileDialect } from "../../../contract/importing.ts";
import type { CsvDialect } from "../../engine/addon/csv.ts";
import { type SampleText, splitRecord } from "./sample-text.ts";

type Words<Key extends keyof FileDialect> = Record<Exclude<FileDialect[Key], "auto">, string>;

/** The characters that the words of settings, options and reports stand for. */
export const delimiters = {
  comma: ",",
  semicolon: ";",
  tab: "\t",
  pipe: "|",
} as const satisfies Words<"delimiter">;

export const decimals = { point: ".", comma: "," } as const satisfies Words<"decimal">;

export const thousands = {
  none: "",
  comma: ",",
  point: ".",
  space: " ",
  apostrophe: "'",
} as const satisfies Words<"thousands">;

/** The word of a character; the character itself when it has none (a no-break space). */
export function wordOf<Words extends Record<string, string>>(words: Words, character: string): string {
  return Object.keys(words).find((word) => words[word] === character) ?? character;
}

export interface DetectedDialect extends CsvDialect {
  readonly delimiter: Delimiter;
  readonly decimal: "." | ",";
  /** Cells of the sample that look like numbers with a thousands separator but are not read as such. */
  readonly groupedCells: number;
}

/** How the cells of a file are written: what was said, and for "auto" what the sample shows. */
export function detectDialect(
  sample: SampleText,
  said: Pick<FileDialect, "delimiter" | "decimal" | "thousands">,
): DetectedDialect {
  const delimiter = said.delimiter === "auto" ? detectDelimiter(sample) : delimiters[said.delimiter];
  const style = detectNumberStyle(sample, delimiter);
  const decimal = said.decimal === "auto" ? style.decimal : decimals[said.decimal];
  const separator = said.thousands === "auto" ? style.thousands : thousands[said.thousands];
  return {
    delimiter,
    decimal,
    thousands: separator === decimal ? "" : separator,
    groupedCells: said.thousands === "auto" ? style.groupedCells : 0,
  };
}

const candidates = [",", ";", "\t", "|"] as const;

type Delimiter = (typeof candidates)[number];

/**
 * The candidate that cuts the header into the most cells, among those that cut the first rows into as many. A comma
 * within the cells of a semicolon file (a decimal sign) loses, because it cuts the header into few.
 */
function detectDelimiter({ header, headerIsWhole, records }: SampleText): Delimiter {
  const scores = candidates.map((delimiter) => {
    const names = splitRecord(header, delimiter).length;
    const whole = records.slice(0, -1).slice(0, 20);
    const agree = headerIsWhole
      ? whole.filter((one) => splitRecord(one, delimiter).length === names).length
      : 0;
    const share = whole.length > 0 && headerIsWhole ? agree / whole.length : 1;
    return { delimiter, score: names > 1 ? Math.log(names) * (0.5 + share) : 0 };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.delimiter;
}

interface NumberStyle {
  readonly decimal: "." | ",";
  /** "" = none. */
  readonly thousands: string;
  /** Cells of the sample with a thousands separator that is not taken as one. */
  readonly groupedCells: number;
}

const separators = [",", ".", "'", " ", "\u00a0", "\u202f", "\u2019"];

/**
 * Decimal sign and thousands separator of the numbers in a sample. A separator is taken only when every number of a
 * thousand or more has it: otherwise such a cell is a fault of the file, to be reported.
 */
function detectNumberStyle(sample: SampleText, delimiter: Delimiter): NumberStyle {
  const cells = sample.records
    .flatMap((record) => splitRecord(record, delimiter).slice(1, -1))
    .map((cell) => cell.text.trim())
    .filter((text) => /^[+-]?[\d.,]/.test(text));
  const decimal = detectDecimal(cells, delimiter);
  const ungrouped = cells.some((text) => /^[+-]?\d{4,}/.test(text));
  const found = separators
    .filter((separator) => separator !== decimal)
    .map((separator) => {
      const pattern = grouped(separator, decimal);
      return { separator, count: cells.filter((text) => pattern.test(text)).length };
    })
    .filter(({ count }) => count > 0);
  const [only] = found;
  if (only && found.length === 1 && !ungrouped)
    return { decimal, thousands: only.separator, groupedCells: 0 };
  return { decimal, thousands: "", groupedCells: found.reduce((sum, { count }) => sum + count, 0) };
}

/** A number of at least a thousand in groups of three. */
function grouped(separator: string, decimal: string): RegExp {
  const literal = (sign: string): string => (sign === "." ? "\\." : sign);
  return new RegExp(`^[+-]?[1-9]\\d{0,2}(${literal(separator)}\\d{3})+(${literal(decimal)}\\d+)?$`);
}

/** Decimal sign of numbers, by counting the cells that can only have a point, or only a comma. */
function detectDecimal(cells: readonly string[], delimiter: Delimiter): "." | "," {
  const [isPoint, isComma] = [onlyDecimal("."), onlyDecimal(",")];
  const points = cells.filter((text) => isPoint.test(text)).length;
  const commas = cells.filter((text) => isComma.test(text)).length;
  if (points !== commas) return commas > points ? "," : ".";
  // "1,500" alone says nothing; programs that separate cells by semicolons or tabs write decimal commas.
  const onlyCommas = cells.some((text) => text.includes(",")) && !cells.some((text) => text.includes("."));
  return onlyCommas && delimiter !== "," ? "," : ".";
}

/** The last separator is `sign` and cannot close a group of three: "1,5", "0,125", "1.234,56". */
function onlyDecimal(sign: "." | ","): RegExp {
  const end = sign === "." ? "\\." : ",";
  return new RegExp(`^[+-]?(0?${end}\\d+|[\\d.,' ]*${end}(\\d{1,2}|\\d{4,}))(e[+-]?\\d+)?$`, "i");
}
