import type { TradeRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { type NumberStyle, readNumber } from "../numbers/number-text.ts";
import type { SeenColumns } from "./recognise.ts";

/** So many rows that change show that one column adds up another. */
const enoughRows = 3;

const styles: readonly NumberStyle[] = [
  { decimal: ".", thousands: ",", accounting: true },
  { decimal: ",", thousands: ".", accounting: true },
  { decimal: ".", thousands: " ", accounting: true },
  { decimal: ",", thousands: " ", accounting: true },
];

/**
 * The column whose cells a column adds up, row by row, the oldest or the newest first; undefined where there is none. A
 * platform writes both, and only the one is the P&L of a row.
 */
export function addedUp({ seen, cells }: SeenColumns, value: number): number | undefined {
  const style = styles.find((one) =>
    (cells[value] ?? []).every((cell) => cell.trim() === "" || readNumber(cell, one) !== null),
  );
  if (!style) return undefined;
  const numbers = (column: number): number[] =>
    (cells[column] ?? []).map((cell) => readNumber(cell, style) ?? Number.NaN);
  const totals = numbers(value);
  // Cells are rounded to cents; of amounts that are none, such as those in bitcoin, a thousandth.
  const rounding = Math.min(
    0.011,
    totals.reduce((most, total) => Math.max(most, Math.abs(total) || 0), 0) / 1000,
  );
  if (totals.filter((total) => !Number.isNaN(total)).length < enoughRows) return undefined;
  const adds = (parts: readonly number[], all: readonly number[]): boolean => {
    let changes = 0;
    let before = Number.NaN;
    for (const [row, total] of all.entries()) {
      if (Number.isNaN(total)) continue;
      const part = Number.isNaN(parts[row]) ? 0 : (parts[row] as number);
      if (!Number.isNaN(before)) {
        if (Math.abs(total - before - part) > rounding + 1e-9 * Math.abs(total)) return false;
        // A column that is the other one adds nothing up.
        if (part !== 0 && Math.abs(total - part) > rounding) changes++;
      }
      before = total;
    }
    return changes >= enoughRows - 1;
  };
  return seen.findIndex(({ isNumber }, at) => {
    if (!isNumber || at === value) return false;
    const parts = numbers(at);
    return adds(parts, totals) || adds(parts.toReversed(), totals.toReversed());
  });
}

/** Throws Problem when the column of amounts adds up another one: its rows are no P&L of their own. */
export function askAboutAddedUp(file: string, found: SeenColumns, value: number): void {
  const { header, cells } = found;
  const part = addedUp(found, value);
  if (part === undefined || part < 0) return;
  const [name, other] = [header[value] ?? "", header[part] ?? ""];
  throw new Problem(
    "bad-input",
    `${file}: "${name}" adds up "${other}" row by row, so it is no P&L of a row.`,
    {
      file,
      column: name,
      remedy: `Take the other column (--value ${JSON.stringify(other)}), or this one all the same (--value ${JSON.stringify(name)}).`,
      question: {
        cells: (cells[value] ?? []).filter(Boolean).slice(0, 3),
        answers: [
          { label: `The P&L is in ${other}`, say: { layout: { value: other } } },
          { label: `${name} is the P&L of each row`, say: { layout: { value: name } } },
        ],
      },
    },
  );
}

/**
 * Throws Problem when each number of a trade has two rows with one P&L, that of an entry and an exit or of two legs, and no
 * word says which of them has it: summed, every P&L would count twice.
 */
export function refuseTwice(file: string, found: SeenColumns, value: number): void {
  const { header, columns, cells } = found;
  const amount = (row: number): string => cells[value]?.[row]?.trim() ?? "";
  // A row with its entry and its exit is a whole trade.
  if (columns.has("entry_time") && columns.has("exit_time")) return;
  for (const column of columns.get("number") ?? []) {
    const rows = (cells[column] ?? []).map((number, row) => ({ number: number.trim(), row }));
    const byNumber = Map.groupBy(rows, ({ number }) => number);
    byNumber.delete("");
    const groups = [...byNumber.values()].map((group) => group.map(({ row }) => row));
    const twice = groups.filter((group) => group.length === 2 && new Set(group.map(amount)).size === 1);
    const isTold = twice.some(([row = 0]) => /[1-9]/.test(amount(row)));
    // The sample may end between the two rows of the last one.
    if (twice.length < 2 || twice.length < groups.length - 1 || !isTold) continue;
    const name = header[value] ?? "";
    const { are, remedy } = whatTwoRowsAre(found, twice);
    throw new Problem(
      "bad-input",
      `${file}: each "${header[column]}" has two rows with the same "${name}"${are}, and it would count twice.`,
      {
        file,
        column: name,
        remedy: `Leave one row of each trade in the file, or ${remedy}.`,
      },
    );
  }
}

/** What the two rows of each trade are, as they show. */
function whatTwoRowsAre({ header, columns, cells }: SeenColumns, twice: readonly (readonly number[])[]) {
  const differing = (role: TradeRole): number | undefined =>
    columns.get(role)?.find((at) => twice.every(([a = 0, b = 0]) => cells[at]?.[a] !== cells[at]?.[b]));
  const shown = (at: number): string => {
    const [one = "", other = ""] = (twice[0] ?? []).map((row) => cells[at]?.[row]?.trim() ?? "");
    return ` with another "${header[at]}" each ("${one}" and "${other}")`;
  };
  const symbol = differing("symbol");
  if (symbol !== undefined)
    return {
      are: `${shown(symbol)}, two legs as it seems`,
      remedy: "give each leg the P&L of its own",
    };
  const side = differing("side");
  const remedy = "call their kinds Entry and Exit in a column Type";
  return {
    are: side === undefined ? "" : `${shown(side)}, an entry and an exit as it seems`,
    remedy,
  };
}
