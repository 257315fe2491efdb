import type { ExpectedSharpe } from "../../contract/expected.ts";
import { Problem } from "../../contract/problem.ts";
import { type SearchRequest, sizeWithin } from "../../contract/search.ts";
import type { SearchOutcome, SearchResult } from "../../contract/search-result.ts";
import { countOf } from "../../contract/text.ts";
import { annualisationOf, profileOf } from "../analysis/metrics/basis.ts";
import { typicalDailyMove } from "../analysis/metrics/objective.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import { openView } from "../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { NativeJudgement, NativeMeasured } from "../engine/addon/believable.ts";
import type { EngineSession } from "../engine/session.ts";
import type { RunFiles } from "../exporting/run-folder.ts";
import { Lanes } from "../lanes.ts";
import type { Settings } from "../settings/settings.ts";
import { threadsOf } from "../sizing/judged.ts";
import { rowDependenceInTurns } from "../verdict/resampling.ts";
import { holdsAgainstLuck } from "../verdict/so-far.ts";
import { recordOf, type universeOf } from "../verdict/universe-of.ts";
import { beginFacts } from "./ahead.ts";
import { describePortfolio, type KnownOutcome, pickBest, pickBestOfSizes } from "./best.ts";
import { beginBound, type LowestBound, qualityOf } from "./bound/quality.ts";
import { makeCapsule, tableFingerprint } from "./capsule.ts";
import { checkGroupings } from "./constraints/groupings.ts";
import { checkLimits } from "./constraints/limits.ts";
import { resolveConstraints } from "./constraints/resolve.ts";
import { exactChoice, type JudgedTable, judgeTable, rankingWay, withinSlack } from "./direct.ts";
import { proven } from "./enumerate.ts";
import { expectationOf, firstExpectation } from "./expected-of.ts";
import { type PlannedRun, planRuns, searchWork } from "./plan.ts";
import { planFile } from "./plan-state.ts";
import { expectedOfPool, type SearchPool, verdictOfPool, verdictOfStored, withoutVerdict } from "./pool.ts";
import { resolveSearch, searchObjective } from "./resolve.ts";
import { type PlanSurroundings, runPlan } from "./run-plan.ts";
import { inDeviations } from "./terms.ts";
import { type FinishedSearch, type Recall, selectionPlan, verdictOf } from "./verdict-of.ts";

/** Fewer rows than this have no drawdown and no correlation to speak of. */
const leastRows = 3;

/** Told what will be in the result as soon as it is certain, while the search goes on. A resumed search may not tell all. */
export interface ResultWatcher {
  /** The best of its size. */
  readonly portfolio: (best: SearchOutcome) => void;
  /** The best of all. */
  readonly best: (best: SearchOutcome) => void;
}

export interface SearchSurroundings {
  readonly context: Pick<ServiceContext, "engine" | "version"> &
    Partial<Pick<ServiceContext, "datasets">> & { readonly settings: Settings };
  readonly view: AnalysisView;
  /** Open on the view; used as it is when the search is to run on its backend. */
  readonly session: EngineSession;
  /**
   * File that keeps where the search stands. It stays when the search has ended: its caller removes it when all is in place.
   */
  readonly checkpoint?: string | undefined;
  readonly watch?: ResultWatcher;
  /** Parts of it that were computed elsewhere: what they hold is not computed again. */
  readonly known?: KnownParts | undefined;
  /** The view has these strategies alone. */
  readonly pool?: SearchPool | undefined;
}

export interface KnownParts {
  readonly outcomes: readonly SearchOutcome[];
  readonly recall: Recall;
  /** What is said of the table before any search. */
  readonly universe: Awaited<ReturnType<typeof universeOf>> | undefined;
  /** The error of figures of all rows. */
  readonly measured: NativeMeasured | undefined;
  /** Of all rows under the search's seed. Who made it closes it. */
  readonly judged?: NativeJudgement | undefined;
}

/** A whole search on a view: plan, runs, best portfolios, verdict, capsule. */
export async function executeSearch(
  request: SearchRequest,
  around: SearchSurroundings,
  call: CallContext,
): Promise<SearchResult> {
  const { view, session } = around;
  const began = performance.now();
  const rows = view.matrix.observations;
  if (rows < leastRows)
    throw new Problem(
      "bad-request",
      `${countOf(rows, "row")} ${rows === 1 ? "is" : "are"} too few to search.`,
    );
  const prepared = await prepareSearch(around.pool ? withoutVerdict(request) : request, around, call);
  const own = await sessionOfRuns(prepared, around);
  try {
    const found = await searchRows(prepared, { ...around, session: own, judging: session }, call);
    return {
      ...found,
      weights: null,
      files: [],
      notWritten: null,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    if (own !== session) own.close();
  }
}

/** The view may be open where a search's runs are not fastest. */
async function sessionOfRuns(
  { search, constraints }: Pick<Prepared, "search" | "constraints">,
  { context, view, session }: SearchSurroundings,
): Promise<EngineSession> {
  const { observations, strategies } = view.matrix;
  const work = searchWork(search, view.matrix, constraints.maxPairCorrelation < 1);
  const backend = await context.engine.backendFor(observations * strategies, work);
  if (backend === session.backend) return session;
  return openView(context.engine, view, { work, memory: session.memory });
}

/** The search itself, on the session that it is to run on. */
async function searchRows(
  prepared: Prepared,
  surroundings: SearchSurroundings & { readonly judging: EngineSession },
  call: CallContext,
): Promise<Omit<SearchResult, keyof RunFiles | "seconds" | "weights">> {
  const { context, view, session, checkpoint, known } = surroundings;
  const { search } = prepared;
  // Known when the search has ended, at the latest; a checkpoint wants it before.
  const fingerprint = tableFingerprint(view);
  const file = checkpoint ? planFile(checkpoint, search, await fingerprint) : undefined;
  const elsewhere = known && { finished: known.outcomes, interrupted: [] };
  const state = (await file?.read()) ?? elsewhere;
  // A place where nothing can be written is told now, not when the search has to be kept.
  await file?.write(state ?? { finished: [], interrupted: [] });
  const kept = { state, keep: file?.write };
  const found = await findAndJudge(prepared, { ...surroundings, ...kept }, call);
  const { expected, best, portfolios, runs, quality, luck } = found;
  return {
    expected,
    objective: search.objective,
    best,
    portfolios,
    runs,
    quality,
    luck,
    drawdownFloor: search.drawdownFloor ?? 0,
    drawdownFloorBinds: best.max_drawdown < (search.drawdownFloor ?? 0),
    backend: session.backend,
    capsule: makeCapsule({
      product: context.version,
      backend: session.backend,
      manifest: view.manifest,
      fingerprint: await fingerprint,
      search,
      reproducible: runs.every((run) => run.reproducible),
      portfolios,
    }),
  };
}

/** Every portfolio of the plan, and what is said of the best; what the table alone decides is looked for beside the runs. */
async function findAndJudge(
  prepared: Prepared,
  around: SearchSurroundings & Pick<PlanSurroundings, "state" | "keep"> & { readonly judging: EngineSession },
  call: CallContext,
) {
  const { search, constraints, asked, threads, floor } = prepared;
  const { context, view, judging, known, pool } = around;
  const open = { search, objective: asked, threads, view, floor, session: judging };
  const facts = { judgement: known?.judged, measured: known?.measured };
  const universe = universeKnown({ view, pool, known });
  const ahead = beginFacts(open, { ...facts, universe }, context.datasets?.kept, call);
  const bound = beginBound({ ...open, constraints });
  let made: NativeJudgement | undefined;
  try {
    const found = await findPortfolios({ ...around, ...prepared, judged: known?.judged }, call);
    made = found.made;
    const { runs, portfolios } = found;
    const best = pickBest(portfolios);
    checkLimits(best, constraints, view.correlationSource ?? view.matrix);
    const { judgement = made, measured } = await ahead.table();
    const said = { judgement, measured, universe: universe ?? ahead.universe, recall: known?.recall };
    return {
      runs,
      portfolios,
      best,
      ...(await judgeFound({ ...open, ...said, runs, best, constraints, bound }, around, call)),
    };
  } finally {
    bound?.end();
    await ahead.end();
    if (made) judging.judgements.close(made.handle);
  }
}

/** What is said of the table before the search, where nothing is asked: of a pool, and of what memory has no room for. */
function universeKnown({ view, pool, known }: Pick<SearchSurroundings, "view" | "pool" | "known">) {
  if (pool) return { universe: null, ...recordOf(view, pool.of) };
  return view.matrix.stored ? { universe: null, ...recordOf(view, view.matrix.strategies) } : known?.universe;
}

/** What to expect of the best, whether it is more than luck, and how good it is; what is known is told as it comes. */
async function judgeFound(
  found: FinishedSearch & Pick<PlanSurroundings, "constraints"> & { readonly bound: LowestBound | undefined },
  { context, session, pool }: SearchSurroundings,
  call: CallContext,
) {
  const told = (expected: ExpectedSharpe) => (pool ? {} : { live: { expected } });
  const said = async () => {
    const measured = await firstExpectation(found, call);
    const first = pool ? expectedOfPool(measured, pool) : measured;
    call.progress({ stage: holdsAgainstLuck, ...told(first) });
    const { expected, luck } = await askedTogether(found, first, context, {
      ...call,
      expects: (one) => call.progress({ stage: holdsAgainstLuck, ...told(one) }),
    });
    const asked = found.view.matrix.stored ? verdictOfStored(luck) : luck;
    return { expected, luck: pool ? verdictOfPool(luck, pool) : asked };
  };
  // A thread beside them, which is told when they fail.
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const quality = qualityOf({ ...found, session }, { ...call, signal });
  const [answer, known] = await Promise.all([said(), quality]).finally(() => stop.abort());
  return { ...answer, quality: known };
}

/**
 * What to expect and the verdict go on together, so that nothing is idle until the last of them ends: neither needs the other.
 * `expects` hears of the first as soon as it is certain.
 */
async function askedTogether(
  found: FinishedSearch,
  first: ExpectedSharpe,
  context: SearchSurroundings["context"],
  call: CallContext & { readonly expects: (expected: ExpectedSharpe) => void },
) {
  const { width, around } = selectionPlan(found, context.engine);
  // Both ask for it, and it is kept.
  await rowDependenceInTurns(found.view.matrix, call);
  // Where answers are known, twins that none needs are left out: the next is begun when it is certain that it is needed.
  const lanes = new Lanes(found.recall ? 1 : width, (fraction) =>
    call.progress({ stage: holdsAgainstLuck, fraction }),
  );
  const within: CallContext = {
    signal: call.signal,
    progress: (one) => call.progress({ fraction: lanes.fraction, ...one }),
  };
  const expecting = async () => {
    const expected = await expectationOf(found, first, { around, lanes }, within);
    call.expects(expected);
    return expected;
  };
  try {
    const [expected, luck] = await Promise.all([
      expecting(),
      verdictOf(found, { around, lanes }, context, within),
    ]);
    return { expected, luck };
  } finally {
    await lanes.end();
  }
}

type Prepared = Awaited<ReturnType<typeof prepareSearch>>;

/** What a request comes to on the rows of a view: everything that is certain before the first run. */
export async function prepareSearch(
  request: SearchRequest,
  { context, view, session }: Pick<SearchSurroundings, "context" | "view" | "session">,
  call: CallContext,
) {
  const { settings } = context;
  const dates = view.observations.map((one) => one.date);
  const floor = await typicalDailyMove(
    session,
    request.maxSize ?? request.minSize ?? sizeWithin(settings.get("search.max_size"), view.matrix.strategies),
  );
  const search = resolveSearch(request, settings, {
    view,
    observations: view.matrix.observations,
    ...annualisationOf(request, settings, profileOf(request, settings), dates),
    fittedFloor: floor,
  });
  const constraints = resolveConstraints(view, search.constraints);
  for (let size = search.minSize; size <= search.maxSize; size += 1) checkGroupings(constraints, size);
  const asked = searchObjective(search, view.zones !== undefined);
  const objective = await inDeviations({ session, search, constraints, objective: asked }, call);
  return { search, constraints, asked, objective, threads: threadsOf(context), floor };
}

/** The runs of these lanes alone, each the same as in the whole search. */
export async function runLanes(
  around: Directed & { readonly only: readonly PlannedRun[] },
  call: CallContext,
): Promise<SearchOutcome[]> {
  const table = await tableOf(around, call);
  try {
    return await runPlan({ ...around, direct: directOf(around, table) }, call);
  } finally {
    if (table && !around.judged) table.judgements.close(table.judgement.handle);
  }
}

/**
 * The size that the exact choice comes to, from which a search seldom departs. Of other objectives none is known before the
 * runs.
 */
export async function likelySize(
  around: Directed & { readonly judged: NativeJudgement },
  call: CallContext,
): Promise<number> {
  const only = planRuns(around.search).filter(({ algorithm }) => algorithm === "choice");
  const { portfolios } = await findPortfolios({ ...around, only }, call);
  return pickBest(portfolios).size;
}

type Directed = PlanSurroundings & {
  readonly view: AnalysisView;
  readonly judging: EngineSession;
  /** Judgement of the whole table, where it is there already; who made it closes it. */
  readonly judged?: NativeJudgement | undefined;
};

/** The judged table, where the objective asks for it. */
async function tableOf({ judging, search, constraints, threads, judged }: Directed, call: CallContext) {
  return search.objective === "believable"
    ? judgeTable(judging, { ...search, known: judged }, constraints, threads, call)
    : undefined;
}

/** What finds portfolios without an algorithm, where the objective has such a way. */
function directOf({ view, search, constraints }: Directed, table: JudgedTable | undefined) {
  if (table) return exactChoice(table, search);
  return search.objective === "top" ? rankingWay(view, constraints, search.profile !== "legacy") : undefined;
}

interface Finding extends Directed {
  readonly watch?: ResultWatcher;
}

/** Every run of the plan, and the best portfolio of each size with what is known of it. */
async function findPortfolios(around: Finding, call: CallContext) {
  const { session, view, search, constraints, objective, watch } = around;
  const table = await tableOf(around, call);
  const direct = directOf(around, table);
  const runs = await runPlan(
    // What the slack makes of a size's best is not certain before it is made.
    { ...around, direct, ...(watch && !table ? { sizeFinished: watch.portfolio } : {}) },
    call,
  );
  const space = { session, constraints, objective, budget: search.evaluations };
  const known = (best: SearchOutcome): Promise<KnownOutcome> | KnownOutcome => {
    if (table) return withinSlack(table, search.slack ?? 0, best, runs, call);
    return direct ? { ...best, optimalOf: null, believable: null } : proven(space, best, call);
  };
  const found = await Promise.all(pickBestOfSizes(runs).map(known));
  if (table) for (const one of found) watch?.portfolio(one);
  watch?.best(pickBest(found));
  const portfolios = await Promise.all(
    found.map((one) => describePortfolio(session, view.strategies, objective, one)),
  );
  // Who asked closes what was made here.
  return { runs, portfolios, made: around.judged ? undefined : table?.judgement };
}
