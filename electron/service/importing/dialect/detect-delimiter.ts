import type { SampleText } from "./sample-text.ts";
import { splitRecord } from "./split-record.ts";

const candidates = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof candidates)[number];

/**
 * The candidate that cuts the header into the most cells, among those that cut the first rows into as many. A comma
 * within the cells of a semicolon file (a decimal sign) loses, because it cuts the header into few.
 */
export function detectDelimiter({ header, headerIsWhole, records }: SampleText): Delimiter {
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
