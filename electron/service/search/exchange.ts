import type { SearchOutcome } from "../../contract/search-result.ts";
import type { CallContext } from "../context.ts";
import { rankPortfolios } from "../rank-portfolios.ts";
import { runSideBySide } from "../run-side-by-side.ts";
import { pickBestOfSizes } from "./best.ts";
import { isRun } from "./plan.ts";

/**
 * What a descent came to: an outcome at the size, under the algorithm that found the other one, and what it took of its budget.
 */
export interface Descended {
  readonly outcome: SearchOutcome;
  readonly spent: number;
}

export interface Exchange {
  /** Brings a portfolio of another size to `size` and descends to a swap-local optimum, within `budget` evaluations. */
  readonly descend: (from: SearchOutcome, size: number, budget: number) => Promise<Descended>;
  /** Evaluations that each size may spend on it. */
  readonly budget: number;
  /** Descents at a time: changes how long it takes and nothing else. */
  readonly width: number;
}

/** Sizes that a portfolio is carried over at once, at most. */
const furthest = 4;

/** Where a size stands. */
interface Standing {
  readonly size: number;
  best: SearchOutcome;
  left: number;
  /** Portfolios that were taken over, so that none is tried twice. */
  readonly tried: Set<SearchOutcome>;
}

interface Offer {
  readonly from: SearchOutcome;
  readonly to: Standing;
  readonly budget: number;
}

/**
 * Sizes help one another: the best portfolio of each is offered to the sizes above, where strategies join it, and to those
 * below, which the least useful leave, and descends there to a swap-local optimum. It goes to the next size first; when that
 * betters none any more, over several at once. Sizes that offer and sizes that take alternate, so that all descents of a turn
 * may run at a time. Ends when nothing gets better or the budgets are spent. `outcomes` are one of each run; returned are the
 * same, the bettered ones in the place of their algorithm's. Random search has no part in it: it is what the others are
 * measured by.
 */
export async function exchangeSizes(
  outcomes: readonly SearchOutcome[],
  { descend, budget, width }: Exchange,
  call: CallContext,
): Promise<SearchOutcome[]> {
  const found = [...outcomes];
  const standings = pickBestOfSizes(outcomes.filter((one) => one.algorithm !== "rs")).map(
    (best): Standing => ({ size: best.size, best, left: budget, tried: new Set() }),
  );
  // Two turns in which nothing gets better: each size has taken from each that it can.
  for (let turn = 0, quiet = 0; quiet < 2 * furthest; turn += 1) {
    const distance = 1 + Math.floor(quiet / 2);
    const offers = offersOf(standings, distance, turn % 2);
    const made: Descended[] = [];
    await runSideBySide(
      [...offers.entries()],
      width,
      () => true,
      async ([k, { from, to, budget: own }]) => {
        made[k] = await descend(from, to.size, own);
        call.progress({ stage: `Carrying portfolios to other sizes, turn ${turn + 1}` });
      },
    );
    quiet += 1;
    for (const [k, descended] of made.entries()) {
      const { to } = offers[k] as Offer;
      to.left -= descended.spent;
      const place = found.findIndex(isRun(descended.outcome));
      const isBetter = rankPortfolios(descended.outcome, to.best) < 0;
      const run = withDescent(found[place] as SearchOutcome, descended, isBetter);
      found[place] = run;
      if (!isBetter) continue;
      to.best = run;
      quiet = 0;
    }
  }
  return found;
}

/** What every second stretch of sizes is offered from the stretches beside it, as far as it has not been tried. */
function offersOf(standings: readonly Standing[], distance: number, parity: number): Offer[] {
  return standings.flatMap((to, k) => {
    if (Math.floor(k / distance) % 2 !== parity) return [];
    const others = [standings[k - distance], standings[k + distance]];
    const fresh = others.flatMap((one) => (one && !to.tried.has(one.best) ? one.best : []));
    const budget = Math.floor(to.left / fresh.length);
    if (!(budget >= 1)) return [];
    for (const from of fresh) to.tried.add(from);
    return fresh.map((from) => ({ from, to, budget }));
  });
}

/** A run with what a descent took, and with what it found where that is better. */
function withDescent(run: SearchOutcome, { outcome, spent }: Descended, isBetter: boolean): SearchOutcome {
  const { fitness, columns, violation, swapOptimal } = outcome;
  const point = [(run.curve.at(-2) ?? 0) + spent, fitness];
  return {
    ...run,
    evaluations: run.evaluations + outcome.evaluations,
    screened: run.screened + outcome.screened,
    seconds: run.seconds + outcome.seconds,
    ...(isBetter ? { fitness, columns, violation, swapOptimal, curve: [...run.curve, ...point] } : {}),
  };
}
