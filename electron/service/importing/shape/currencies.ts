import { Problem } from "../../../contract/problem.ts";
import type { CsvFile } from "../source/open-csv.ts";

/** Throws Problem for amounts of several currencies, none of which is `taken`: they have no sum. */
export function checkCurrencies(
  { source }: CsvFile,
  currencies: ReadonlySet<string>,
  taken: string | undefined,
): void {
  if (taken !== undefined || currencies.size < 2) return;
  throw new Problem(
    "bad-input",
    `${source.path} has amounts in ${[...currencies].slice(0, 5).join(", ")}, which have no sum.`,
    {
      file: source.path,
      remedy: `Take one of them (--currency ${[...currencies][0]}).`,
      question: {
        cells: [...currencies].slice(0, 3),
        answers: [...currencies].slice(0, 6).map((one) => ({
          label: `Only ${one}`,
          say: { layout: { currency: one } },
        })),
      },
    },
  );
}
