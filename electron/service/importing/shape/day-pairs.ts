import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import { readTime } from "../dates/time-of-day.ts";
import { dayText } from "./day-text.ts";

/** No time of day in a text; what is not looked at yet is another number. */
const noClock = -2;

/** Seconds since midnight of the time behind a day, without which `noClock`. */
export function clockOf(text: string): number {
  const time = readTime(
    text
      .trim()
      .slice(dayText(text).length)
      .replace(/^[\sT;,]+/, ""),
  );
  if (time === null) return noClock;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

interface Pair {
  count: number;
  readonly line: number;
}

/** More days are never distinct: a pair of two of them is one number. */
const mostDays = 2 ** 26;

/** Days of the entries and exits of trades, where they are two, as they are written; and times of one day that go backwards. */
export class DayPairs {
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly pairs = new Map<number, Pair>();
  /** Lines of the first exits before their entries on the same day, and how many there are. */
  private readonly sameDay: number[] = [];
  private sameDayCount = 0;
  /** Trades that have both days. */
  private trades = 0;

  /** The number that stands for the text of a day. */
  day(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    this.ids.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  text(day: number): string {
    return this.texts[day] ?? "";
  }

  /** A trade from a day to a day, by their numbers, at times of `clockOf`. */
  add(from: number, to: number, clocks: readonly [number, number], line: number): void {
    this.trades++;
    if (from !== to) {
      const key = from * mostDays + to;
      const known = this.pairs.get(key);
      if (known) known.count++;
      else this.pairs.set(key, { count: 1, line });
    } else if (clocks[0] >= 0 && clocks[1] >= 0 && clocks[1] < clocks[0]) {
      this.sameDayCount++;
      if (this.sameDay.length < 5) this.sameDay.push(line);
    }
  }

  /**
   * Exits before their entries. `dateOf` gives YYYY-MM-DD. `isSale`: one bought, the other sold, and what came later closed the
   * trade.
   */
  findings(dateOf: (text: string) => string | null, isSale: boolean): Finding[] {
    const back = [...this.pairs].flatMap(([key, { count, line }]) => {
      const from = dateOf(this.text(Math.floor(key / mostDays)));
      const to = dateOf(this.text(key % mostDays));
      return from !== null && to !== null && to < from ? [{ from, to, count, line }] : [];
    });
    const days = back.reduce((sum, { count }) => sum + count, 0);
    if (isSale) {
      const message = `${counted(days, "trade", "were")} sold before ${days === 1 ? "it was" : "they were"} bought, and ${days === 1 ? "counts" : "count"} on the day of the purchase, which closed ${days === 1 ? "it" : "them"}`;
      const examples = back
        .slice(0, 5)
        .map(({ from, to, line }) => `line ${line}: sold ${to}, bought ${from}`);
      return days === 0 ? [] : [{ kind: "sold-first", count: days, message, examples }];
    }
    const count = days + this.sameDayCount;
    if (count === 0) return [];
    const message = `${count} of ${counted(this.trades, "trade", "have")} an exit before the entry: look whether the columns of days were understood, and day and month of their dates`;
    const examples = back
      .toSorted((a, b) => a.line - b.line)
      .map(({ from, to, line }) => `line ${line}: entry ${from}, exit ${to}`)
      .concat(this.sameDay.map((line) => `line ${line}: the exit is earlier on the same day`));
    return [{ kind: "exits-before-entries", count, message, examples: examples.slice(0, 5) }];
  }
}
