import { bareNumber, plainSeparators } from "./number-text.ts";

/** Cells that are written alike. */
export interface Form {
  /** An example without signs, kin made one: what patterns are tried on. */
  readonly core: string;
  /** Marks beside a plain sign, as one text; "" = none. */
  readonly marks: string;
  readonly currency: string;
  /** A thousand or more, without a grouping sign. */
  readonly isLarge: boolean;
  count: number;
  /** Up to three cells as written. */
  readonly examples: string[];
}

/** A cell that was looked at, or several that nobody looked at (no form). */
interface SeenCell {
  readonly text: string;
  readonly column: number;
  readonly form: Form | null;
  readonly weight: number;
}

/** Blank, or a word for "no value". */
const noValue =
  /^\s*([+-]?(n\/?a|#n\/?a( n\/a)?|<na>|nan|null|none|nil|\(null\)|\\n|inf|infinity|1\.#\w+|\u221e)|-|--)?\s*$/i;

/** Something with digits that is no date, time, name or code: a number in some notation. */
const numberLike =
  /^[^\p{L}\d]*(?:[\p{L}$.]{1,4}[\s.]*)?[^\p{L}]*\p{Nd}[^\p{L}:/]*(?:[\p{L}.]{1,4})?[^\p{L}\d:]*$/u;

/**
 * The lengths of the digits between points and commas as one number, of a cell of nothing but these and a sign: what is the
 * same for all cells of a form. 0 for any other cell. Nearly all cells are such, and this is many times faster than the
 * expressions.
 */
function outline(text: string): number {
  let key = 0;
  let [length, leadsWithZero, signs] = [0, 0, 0];
  let at = text.charCodeAt(0) === 43 || text.charCodeAt(0) === 45 ? 1 : 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (length++ === 0) leadsWithZero = code === 48 ? 1 : 0;
    } else if (code === 44 || code === 46) {
      key = withDigits(key, length, leadsWithZero) * 16 + (code === 44 ? 10 : 11);
      length = 0;
      if (++signs > 5) return 0;
    } else return 0;
  }
  key = withDigits(key, length, leadsWithZero);
  // Signs alone are no number.
  return key % 16 > 9 && !/\d/.test(text) ? 0 : key;
}

/** An outline with so many more digits. */
const withDigits = (key: number, length: number, leadsWithZero: number): number =>
  length === 0
    ? key
    : key * 16 + (length === 1 && leadsWithZero ? 9 : 4 * leadsWithZero + Math.min(length, 4));

/** What cells show of how numbers are written: how many there are of each form, in all and in each column. */
export class Evidence {
  /** Cells that hold something. */
  filled = 0;
  private readonly known = new Map<string, Form>();
  /** Of plain numbers, by their outline. */
  private readonly outlined = new Map<number, Form>();
  /** What is of each column is put together when it is asked for: of most files it never is. */
  private readonly cells: SeenCell[] = [];

  /** The next cell of a column. `weight` cells are like it. */
  add(text: string, column: number, weight = 1): void {
    const seen = outline(text);
    let form = this.outlined.get(seen) ?? null;
    if (form === null) {
      if (noValue.test(text)) return;
      form = this.formOf(text);
      if (form && seen > 0) this.outlined.set(seen, form);
    }
    this.filled += weight;
    this.cells.push({ text, column, form, weight });
    if (!form) return;
    form.count += weight;
    if (form.examples.length < 3 && !form.examples.includes(text.trim())) form.examples.push(text.trim());
  }

  /** Cells that hold something that no one looked at. */
  addFilled(column: number, cells: number): void {
    this.filled += cells;
    this.cells.push({ text: "", column, form: null, weight: cells });
  }

  forms(): Form[] {
    return [...this.known.values()];
  }

  /**
   * The largest share of a column's filled cells that are of some forms, of columns with so many such cells or more, for each
   * of these numbers.
   */
  columnShares(of: ReadonlySet<Form>, least: readonly number[]): number[] {
    const counts = new Map<number, number>();
    for (const { form, column, weight } of this.cells)
      if (form && of.has(form)) counts.set(column, (counts.get(column) ?? 0) + weight);
    const filled = new Map<number, number>();
    for (const { column, weight } of this.cells)
      if (counts.has(column)) filled.set(column, (filled.get(column) ?? 0) + weight);
    const most = least.map(() => 0);
    for (const [column, count] of counts) {
      const share = count / (filled.get(column) as number);
      for (const [at, one] of least.entries())
        if (count >= one) most[at] = Math.max(most[at] as number, share);
    }
    return most;
  }

  /** Cells without a percent sign, and not 0, in columns where others have one. */
  mixedPercents(): string[] {
    return this.plainCells(true);
  }

  /** Cells of columns without any percent sign, where other columns have them; columns of blanks and zeros have no unit. */
  besidePercents(): string[] {
    return this.plainCells(false);
  }

  /** A few cells without a mark that are not 0, of each column that has a percent sign somewhere, or of each that has none. */
  private plainCells(besidePercent: boolean): string[] {
    const columns = Map.groupBy(this.cells, ({ column }) => column);
    const hasPercent = ({ form }: SeenCell) => form?.marks.includes("percent") === true;
    return [...columns.values()]
      .filter((cells) => cells.some(hasPercent) === besidePercent)
      .flatMap((cells) =>
        cells
          .filter(({ text, form }) => form?.marks === "" && /[1-9]/.test(text))
          .slice(0, 3)
          .map(({ text }) => text.trim()),
      );
  }

  private formOf(text: string): Form | null {
    const trimmed = text.trim();
    // Nearly all cells: a plain number, or one with groups.
    const usual = /^[+-]?([\d.,]+)$/.exec(trimmed)?.[1];
    if (usual !== undefined && /\d/.test(usual)) return this.form(usual, "", "");
    const sign = /^[+-](?=[^+-])/.test(trimmed) ? 1 : 0;
    const unsigned = plainSeparators(trimmed.slice(sign));
    if (/^[\d.,][\d.,' ]*([eE][+-]?\d+)?$/.test(unsigned) && /\d/.test(unsigned))
      return this.form(unsigned, "", "");
    const bare = bareNumber(trimmed);
    if (bare && /^[\d.,' \u066b]+([eE][+-]?\d+)?$/.test(bare.core) && !/^\d+-\d/.test(trimmed))
      return this.form(bare.core, [...bare.marks].sort().join(", ") || "sign", bare.currency);
    return numberLike.test(trimmed) ? this.form(trimmed, "unknown", "") : null;
  }

  private form(core: string, marks: string, currency: string): Form {
    const isLarge = /^\d{4}/.test(core);
    // Lengths of the digits between the signs tell everything; a leading zero does, too.
    const shape = core.replace(/\d+/g, (digits) => {
      const zero = digits.startsWith("0") ? "z" : "";
      return /^0+$/.test(digits) && digits.length === 1 ? "0" : `${zero}${Math.min(digits.length, 4)}`;
    });
    const key = `${shape}\u0000${marks}\u0000${currency}`;
    const known = this.known.get(key);
    if (known) return known;
    const made: Form = { core, marks, currency, isLarge, count: 0, examples: [] };
    this.known.set(key, made);
    return made;
  }
}

/**
 * Share of the filled cells that are of some forms, and the largest share of a column's: of any with two such cells, and of
 * those where they are no slips.
 */
export function share(
  evidence: Evidence,
  of: (form: Form) => boolean,
): { cells: number; column: number; several: number } {
  const chosen = new Set(evidence.forms().filter(of));
  const count = [...chosen].reduce((sum, form) => sum + form.count, 0);
  if (count === 0) return { cells: 0, column: 0, several: 0 };
  const [column = 0, several = 0] = evidence.columnShares(chosen, [2, 5]);
  return { cells: count / evidence.filled, column, several };
}
