/**
 * The frontier: what giving some of the believable Sharpe ratio away buys, and how many strategies are worth having
 * (docs/expectation.md).
 */
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { searchFrontier } from "../../contract/methods/search.ts";
import { Problem } from "../../contract/problem.ts";
import { countOf } from "../../contract/text.ts";
import { totalAndFall } from "../analysis/series/curves.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { NativeChosen } from "../engine/addon/believable.ts";
import { judgedTable, threadsOf } from "../sizing/judged.ts";
import { figuresOf } from "../verdict/judge.ts";
import { rowDependenceInTurns, rowsBetween } from "../verdict/resampling.ts";
import { isLongEnough, walkSteps } from "../verdict/walk-forward.ts";
import { checkGroupings } from "./constraints/groupings.ts";
import { resolveConstraints } from "./constraints/resolve.ts";
import { chooseFrom, judgeTable } from "./direct.ts";

type Request = RequestOf<typeof searchFrontier>;
type Result = ResultOf<typeof searchFrontier>;

export async function beliefFrontier(
  opened: OpenedView,
  request: Request,
  context: Pick<ServiceContext, "settings" | "views">,
  call: CallContext,
): Promise<Result> {
  const { view, session } = opened;
  const { settings } = context;
  const size = request.size ?? settings.get("search.max_size");
  const search = { seed: request.seed ?? settings.get("search.seed"), profile: "textbook" as const };
  const constraints = resolveConstraints(view, request.constraints);
  const choosable = constraints.candidates?.length ?? view.matrix.strategies;
  if (size > choosable) {
    throw new Problem("bad-request", `There are ${choosable} strategies to choose ${size} from.`, {
      remedy: "Ask for a smaller size.",
    });
  }
  checkGroupings(constraints, size);
  const sizes = [...new Set(request.sizes)].sort((a, b) => a - b).filter((one) => one <= choosable);
  const threads = threadsOf(context);
  const shares = [...request.shares].sort((a, b) => a - b);
  const judgement = await judgedTable(opened, context, call, search.seed);
  const table = { judgements: session.judgements, judgement, constraints, peakFromZero: true, threads };
  const { best, frontier } = await chooseFrom(table, size, { slack: 0, frontier: shares }, call);
  if (best.violation > 0) {
    throw new Problem("not-found", `No portfolio of ${size} keeps the limits.`, { remedy: "Loosen them." });
  }
  const points = neverFalling(frontier).map(({ members, value, ratio }, k) => {
    const { total, fall } = totalAndFall(portfolioPnl(view.matrix, members), true);
    const money = { roi: total, max_drawdown: fall };
    return { share: shares[k] as number, value, ratio, ...money, members: namesOfColumns(view, members) };
  });
  const chosen: Pick<Result["sizes"][number], "size" | "value" | "members">[] = [];
  for (const one of sizes) {
    const { best: found } = await chooseFrom(table, one, { slack: 0, enumerated: 0 }, call);
    chosen.push({ size: one, value: found.value, members: namesOfColumns(view, found.members) });
  }
  const walked = await walkSizes({ view, session }, sizes, request, { search, threads }, call);
  const rows = chosen.map((one, k) => {
    const before = chosen[k - 1];
    const gain = before ? (one.value - before.value) / (one.size - before.size) : null;
    return { ...one, gain, walkForward: walked?.[k] ?? null };
  });
  const enough = enoughOf(rows);
  return { size, points, sizes: rows, enough, sentence: frontierSentence(points, rows, enough) };
}

/** What gives less away may be had for more, too: swaps from one start need not find it. */
function neverFalling(frontier: readonly NativeChosen[]): NativeChosen[] {
  const best: NativeChosen[] = [];
  for (const one of frontier) {
    const before = best.at(-1);
    best.push(before && before.ratio > one.ratio ? before : one);
  }
  return best;
}

const namesOfColumns = (view: AnalysisView, columns: ArrayLike<number>): string[] =>
  Array.from(columns, (column) => view.strategies[column] as string);

/** Figures out of sample of every size: the past is judged once a step, and every size is chosen from it. */
async function walkSizes(
  { view, session }: OpenedView,
  sizes: readonly number[],
  request: Request,
  how: { readonly search: { seed: number; profile: "textbook" }; readonly threads: number },
  call: CallContext,
): Promise<Result["sizes"][number]["walkForward"][] | null> {
  const { block } = await rowDependenceInTurns(view.matrix, call);
  const walk = walkSteps(view.matrix.observations, block - 1);
  if (!isLongEnough(walk)) return null;
  const parts = sizes.map(() => [] as number[]);
  for (const [step, { seen, from, to }] of walk.entries()) {
    const sample = rowsBetween(0, seen);
    const constraints = resolveConstraints(view, request.constraints, sample);
    const table = await judgeTable(session, { ...how.search, sample }, constraints, how.threads, call);
    try {
      for (const [k, size] of sizes.entries()) {
        const { best } = await chooseFrom(table, size, { slack: 0, enumerated: 0 }, call);
        const pnl = portfolioPnl(view.matrix, best.members).subarray(from, to);
        for (const x of pnl) parts[k]?.push(x);
        const fraction = (step + (k + 1) / sizes.length) / walk.length;
        call.progress({ stage: `Walking forward: ${countOf(size, "strategy")}`, fraction });
      }
    } finally {
      session.judgements.close(table.judgement.handle);
    }
  }
  return parts.map((pnl) => figuresOf(Float64Array.from(pnl), { seed: how.search.seed, block }));
}

/** The smallest size whose Sharpe ratio out of sample lies within the interval of the best one's. */
function enoughOf(rows: Result["sizes"]): number | null {
  const walked = rows.filter(({ walkForward }) => walkForward !== null);
  const sharpe = (one: Result["sizes"][number]) => one.walkForward?.sharpe ?? Number.NEGATIVE_INFINITY;
  const [first, ...others] = walked;
  if (!first) return null;
  const best = others.reduce((a, b) => (sharpe(b) > sharpe(a) ? b : a), first);
  return walked.find((one) => sharpe(one) >= (best.walkForward?.low ?? 0))?.size ?? null;
}

function frontierSentence(points: Result["points"], sizes: Result["sizes"], enough: number | null): string {
  const [first, last] = [points[0], points.at(-1)];
  const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;
  const given =
    first && last && first !== last
      ? `Giving away ${percent(last.share)} of the believable Sharpe ratio takes P&L / drawdown from ${first.ratio.toPrecision(3)} to ${last.ratio.toPrecision(3)}, in sample.`
      : "";
  const walked = sizes.filter(({ walkForward }) => walkForward !== null);
  const at = walked.find(({ size }) => size === enough)?.walkForward;
  const best = walked.reduce<Result["sizes"][number] | undefined>(
    (a, b) => ((b.walkForward?.sharpe ?? 0) > (a?.walkForward?.sharpe ?? Number.NEGATIVE_INFINITY) ? b : a),
    undefined,
  );
  const many =
    at && best?.walkForward
      ? `Out of sample ${countOf(best.size, "strategy")} earned most, ${best.walkForward.sharpe.toFixed(2)} a row; from ${enough} on it is the same within the error (${at.sharpe.toFixed(2)}).`
      : "There are too few rows to say how many strategies are enough.";
  return [given, many].filter(Boolean).join(" ");
}
