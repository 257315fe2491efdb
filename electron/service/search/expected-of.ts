/** What to expect of the best portfolio of a search: first as the table says, then with blind tests of the whole selection. */
import type { ExpectedSharpe } from "../../contract/expected.ts";
import type { CallContext } from "../context.ts";
import { heldOutRows, measuredExpectation, withHeldOut } from "../sizing/expected.ts";
import { judgeAndMeasure } from "../sizing/judged.ts";
import { rowDependenceInTurns } from "../verdict/resampling.ts";
import { choosersOf, type FinishedSearch, type Judging } from "./verdict-of.ts";

/** M alone: known a moment after the choice. */
export async function firstExpectation(finished: FinishedSearch, call: CallContext): Promise<ExpectedSharpe> {
  const { search, view, session, threads, best, measured, judgement } = finished;
  const asked = { seed: search.seed, threads, judged: judgement, measured };
  const table = await judgeAndMeasure(view, session.judgements, asked, call);
  try {
    return await measuredExpectation(view, best.columns, table, search.annualisation);
  } finally {
    if (!judgement) session.judgements.close(table.judgement.handle);
  }
}

/**
 * E: the selection is made ten times without a tenth of the rows, and judged on it. Where no verdict was asked for, M stays.
 */
export async function expectationOf(
  finished: FinishedSearch,
  first: ExpectedSharpe,
  { around, lanes }: Judging,
  call: CallContext,
): Promise<ExpectedSharpe> {
  const { search, view, best, recall } = finished;
  if (search.verdict.twins === 0) return first;
  const { own } = choosersOf(finished, best.size, around, recall);
  const { block } = await rowDependenceInTurns(view.matrix, call);
  const heldOut = await heldOutRows(view, own.select, { block, lanes }, call);
  return withHeldOut(first, heldOut);
}
