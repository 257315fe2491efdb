import { yearsOf } from "./years-of.ts";

export interface MonthlyCell {
  /** 0..11, 12 = the year's total. */
  readonly month: number;
  /** Index into `years`. */
  readonly year: number;
  readonly sum: number;
}

/** Sums of a series by calendar month and by year; months without an observation have no cell. */
export function monthlySums(
  dates: readonly string[],
  pnl: Float64Array,
): { years: string[]; cells: MonthlyCell[] } {
  const years = yearsOf(dates);
  const sums = new Map<string, { month: number; year: number; sum: number }>();
  const add = (month: number, year: number, value: number) => {
    const cell = sums.get(`${year}/${month}`) ?? { month, year, sum: 0 };
    cell.sum += value;
    sums.set(`${year}/${month}`, cell);
  };
  dates.forEach((date, i) => {
    const value = pnl[i] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    const year = years.indexOf(date.slice(0, 4));
    add(Number(date.slice(5, 7)) - 1, year, value);
    add(12, year, value);
  });
  return { years, cells: [...sums.values()] };
}
