import { foundByTable } from "../../electron/contract/algorithms.ts";
import type { ExpectedSharpe } from "../../electron/contract/expected.ts";
import type { FoundPortfolio } from "../../electron/contract/search-result.ts";
import type { SearchVerdict } from "../../electron/contract/verdict.ts";
import { addPortfolio, openPortfolio, portfolioStore } from "../portfolios/shelf.ts";
import { goTo } from "../state/route.ts";

interface FoundBy {
  readonly dataset: string;
  /** Null where it is not known. */
  readonly seed: number | null;
  /** Null where the tests are not about this portfolio. */
  readonly luck: SearchVerdict | null;
  /** Null where it was not asked for this portfolio. */
  readonly expected?: ExpectedSharpe | null;
  /** One per member; left out: equal weights. */
  readonly weights?: readonly number[] | undefined;
  /** Put before its name. */
  readonly rows?: string;
}

/** Keeps a portfolio that a search found and shows it; one that is there already is opened. */
export function openFound(
  found: FoundPortfolio,
  { dataset, seed, luck, rows, weights, expected = null }: FoundBy,
): void {
  const present = portfolioStore
    .get()
    .find(
      (one) =>
        one.dataset === dataset &&
        one.found !== null &&
        (one.found.luck === null) === (luck === null) &&
        (one.weights ?? []).join() === (weights ?? []).join() &&
        one.members.join("\n") === found.members.join("\n"),
    );
  if (present) {
    openPortfolio(present);
    goTo("portfolio");
    return;
  }
  const name = `${found.size} by ${foundByTable[found.algorithm].title.toLowerCase()}`;
  addPortfolio({
    name: rows === undefined ? name : `${rows}: ${name}`,
    dataset,
    members: found.members,
    weights: weights ? [...weights] : null,
    expected,
    found: { algorithm: found.algorithm, fitness: found.fitness, seed, luck },
  });
  goTo("portfolio");
}
