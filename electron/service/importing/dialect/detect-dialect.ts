import type { FileDialect } from "../../../contract/importing.ts";
import { type SampleText, splitRecord } from "./sample-text.ts";
import { delimiters } from "./words.ts";

const candidates = [",", ";", "\t", "|"] as const;

type Delimiter = (typeof candidates)[number];

/** What separates the cells of a file: what was said, and for "auto" what the sample shows. */
export function detectDelimiter(sample: SampleText, said: FileDialect["delimiter"]): Delimiter {
  return said === "auto" ? likeliest(sample) : delimiters[said];
}

/**
 * The candidate that cuts the header into the most cells, among those that cut the first rows into as many. A comma
 * within the cells of a semicolon file (a decimal sign) loses, because it cuts the header into few. A header that is cut off is
 * compared with nothing; then the rows must at least have the sign.
 */
function likeliest({ header, headerIsWhole, records }: SampleText): Delimiter {
  const scores = candidates.map((delimiter) => {
    const names = splitRecord(header, delimiter).length;
    const whole = (headerIsWhole ? records.slice(0, -1) : records).slice(0, 20);
    const agree = whole.filter((one) => {
      const cells = splitRecord(one, delimiter).length;
      return headerIsWhole ? cells === names : cells > 1;
    }).length;
    const share = whole.length > 0 ? agree / whole.length : 1;
    return { delimiter, score: names > 1 ? Math.log(names) * (0.5 + share) : 0 };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.delimiter;
}
