import type { FileDialect } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";

interface Confidence {
  readonly percent: (number | null)[];
  readonly scale: "percent" | "fraction" | null;
  readonly findings: readonly Finding[];
}

/** Share of a column's values that makes a second scale. */
const secondScale = 0.1;

/**
 * Confidence in percent, whatever the scale of the column. Values out of 0..100 are handed to `reject` and taken as none.
 * Throws Problem "bad-input" when the column has two scales and none was said.
 */
export function readConfidence(
  values: readonly (number | null)[],
  said: FileDialect["confidenceScale"],
  at: { readonly file: string; readonly column: string },
  reject: (row: number) => void,
): Confidence {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { percent: [...values], scale: null, findings: [] };
  // A column within 0..1 is a fraction; only a percent column with nothing over 1 % would be taken wrongly, so it is reported.
  const scale = said === "auto" ? (known.some((value) => value > 1) ? "percent" : "fraction") : said;
  const small = known.filter((value) => value > 0 && value < 1);
  const findings: Finding[] = [];
  const add = (kind: string, count: number, message: string): void => {
    findings.push({ kind, count, message, examples: small.slice(0, 3).map(String) });
  };
  if (said === "auto" && scale === "percent" && small.length > 0) {
    if (small.length >= known.length * secondScale) {
      throw new Problem(
        "bad-input",
        `${at.file}: the confidence "${at.column}" has two scales: ${counted(small.length, "value", "are")} between 0 and 1 (such as ${small[0]}), others go up to ${known.reduce((a, b) => Math.max(a, b))}.`,
        {
          ...at,
          remedy: "Write them in one scale, or say which one it is: --confidence-scale percent or fraction.",
          question: {
            cells: [...small.slice(0, 2), ...known.filter((value) => value > 1).slice(0, 1)].map(String),
            answers: [
              { label: "0 to 100, all of them", say: { dialect: { confidenceScale: "percent" } } },
              { label: "0 to 1, all of them", say: { dialect: { confidenceScale: "fraction" } } },
            ],
          },
        },
      );
    }
    add(
      "confidence-scales",
      small.length,
      `${counted(small.length, "confidence", "are")} under 1 % in a column of percents`,
    );
  }
  // To 12 digits: 0.57 * 100 would be 56.99999999999999, below a limit of 57.
  const percent = values.map((value, row) => {
    if (value === null) return null;
    const inPercent = scale === "percent" ? value : Number((value * 100).toPrecision(12));
    if (inPercent >= 0 && inPercent <= 100) return inPercent;
    reject(row);
    return null;
  });
  if (said === "auto") {
    findings.push({
      kind: "confidence-scale",
      count: 1,
      message: `the regime confidence was read as ${scale === "percent" ? "0 to 100" : "0 to 1"}`,
      examples: [],
    });
  }
  const without = percent.filter((value) => value === null).length;
  if (without > 0) {
    const message = `${counted(without, "row", "have")} no usable confidence and ${without === 1 ? "counts" : "count"} in full where rows are weighted by it`;
    findings.push({ kind: "no-confidence", count: without, message, examples: [] });
  }
  return { percent, scale, findings };
}

/** Words for "none" in a column of names. */
export const isNoName = (text: string): boolean =>
  /^(n\/?a|#n\/?a|<na>|nan|null|none|nil|\(null\)|undefined|-+)$/i.test(text);

/** Names of one column that differ only in case and blanks become one, as first written. */
export class NameSpelling {
  private readonly first = new Map<string, string>();
  private readonly others = new Set<string>();

  of(text: string): string {
    const key = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
    const known = this.first.get(key);
    if (known === undefined) {
      this.first.set(key, text);
      return text;
    }
    if (known !== text) this.others.add(text);
    return known;
  }

  finding(kind: "zones" | "regimes"): Finding[] {
    const others = [...this.others];
    if (others.length === 0) return [];
    const message = `${counted(others.length, "name", "differ")} from another of the ${kind} in case or blanks only, and ${others.length === 1 ? "counts" : "count"} as the same`;
    return [{ kind: `spelling-of-${kind}`, count: others.length, message, examples: others.slice(0, 5) }];
  }
}
