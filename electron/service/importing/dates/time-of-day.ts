const two = (value: number): string => String(value).padStart(2, "0");

/** HH:MM:SS of seconds since midnight. */
export function timeText(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const clock = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?$/i;
const hourAlone = /^(\d{1,2})\s*([ap])\.?m\.?$/i;

/** What digits alone are: 915 on a clock, 555 minutes or 33,300 seconds since midnight. */
export type TimeUnit = "clock" | "minutes" | "seconds";

/** A time without any sign; whole numbers of tables with decimals have a zero behind the point. */
export const bareDigits = /^\d{1,6}(\.0+)?$/;

/**
 * A time of day as HH:MM or HH:MM:SS: of a clock with 12 or 24 hours, of digits alone (0915, 91500; or what they are), of a
 * fraction of a day as spreadsheets keep it (0.385416667), or behind a date. A text that is one already stays as it is. null
 * for what is no time.
 */
export function readTime(text: string, digitsAre: TimeUnit = "clock"): string | null {
  const trimmed = text.trim();
  if (digitsAre !== "clock" && bareDigits.test(trimmed)) {
    const count = Number(trimmed) * (digitsAre === "minutes" ? 60 : 1);
    return count < 86_400 ? timeText(count) : null;
  }
  if (/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(trimmed)) return trimmed;
  const plain = trimmed
    .replace(/^\d{4}-\d{2}-\d{2}[T ]+|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\s+/, "")
    .replace(/^(0 days?,?\s+|T)(?=\d)/i, "")
    .replace(/\s*Z$/, "")
    .replace(/^(\d{3,6})\.0+$/, "$1");
  const found = clock.exec(plain) ?? hourAlone.exec(plain);
  if (found) {
    const isAlone = found.length === 3;
    const [, hour = "", minute = "0", second = "0", half] = isAlone
      ? [found[0], found[1], "0", "0", found[2]]
      : found;
    return ofClock(Number(hour), Number(minute), Number(second), half?.toLowerCase());
  }
  const digits = /^(\d{1,2})(\d{2})(\d{2})?$/.exec(plain);
  if (digits && plain.length >= 3)
    return ofClock(Number(digits[1]), Number(digits[2]), Number(digits[3] ?? 0));
  if (!/^[01]?[.,]\d+$|^0$/.test(plain)) return null;
  const seconds = Math.round(Number(plain.replace(",", ".")) * 86_400);
  return seconds < 86_400 ? timeText(seconds) : null;
}

function ofClock(hour: number, minute: number, second: number, half?: string): string | null {
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  if (hours > 23 || minute > 59 || second > 59) return null;
  return timeText(hours * 3600 + minute * 60 + second);
}
