import { availableParallelism } from "node:os";
import { Problem } from "../../contract/problem.ts";
import type { SearchRequest } from "../../contract/search.ts";
import type { SearchResult } from "../../contract/search-result.ts";
import { inferAnnualisation } from "../analysis/metrics/basis.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { CallContext } from "../call-context.ts";
import type { EngineSession } from "../engine/engine-session.ts";
import type { ServiceContext } from "../service-context.ts";
import type { Settings } from "../settings/settings.ts";
import { makeCapsule } from "./capsule/make-capsule.ts";
import { tableFingerprint } from "./capsule/table-fingerprint.ts";
import { checkGroupings } from "./constraints/check-groupings.ts";
import { checkLimits } from "./constraints/check-limits.ts";
import { resolveConstraints } from "./constraints/resolve-constraints.ts";
import { describePortfolio } from "./describe-portfolio.ts";
import { assessLuck } from "./luck/assess-luck.ts";
import { LuckSoFar } from "./luck/luck-so-far.ts";
import { viewRows } from "./luck/view-rows.ts";
import { openView } from "./open-view.ts";
import { pickBest, pickBestOfSizes } from "./pick-best.ts";
import { planFile } from "./plan-file.ts";
import { resolveSearch } from "./resolve-search.ts";
import type { ResultWatcher } from "./result-watcher.ts";
import { runPlan } from "./run-plan.ts";
import { searchObjective } from "./search-objective.ts";
import { typicalDailyMove } from "./typical-daily-move.ts";

const legacyAnnualisation = 252;
/** Fewer rows than this have no drawdown and no correlation to speak of. */
const leastRows = 3;

export interface SearchSurroundings {
  readonly context: Pick<ServiceContext, "engine" | "version"> & { readonly settings: Settings };
  readonly view: AnalysisView;
  /** Open on the whole view; used as it is when no rows are held out and the search is to run on its backend. */
  readonly session: EngineSession;
  readonly checkpoint?: string | undefined;
  readonly watch?: ResultWatcher;
}

/** A whole search on a view: plan, runs, best portfolios, luck, capsule. */
export async function executeSearch(
  request: SearchRequest,
  { context, view, session, checkpoint, watch }: SearchSurroundings,
  call: CallContext,
): Promise<SearchResult> {
  const began = performance.now();
  const rows = view.matrix.observations;
  const kept = rows - Math.round(rows * request.holdOut);
  if (kept < leastRows || (request.holdOut > 0 && rows - kept < leastRows)) {
    throw new Problem("bad-request", `${rows} observations are too few to search and to hold out from.`);
  }
  const searched = kept < rows ? viewRows(view, 0, kept) : view;
  // The view may be open on a GPU, which is not what a search's small batches are fastest on.
  const reused = kept === rows && session.backend === "cpu";
  const searchSession = reused ? session : await openView(context.engine, searched);
  try {
    const search = resolveSearch(request, context.settings, {
      view,
      observations: kept,
      annualisation: annualisationOf(request, searched),
      drawdownFloor: await typicalDailyMove(
        searchSession,
        request.maxSize ?? request.minSize ?? context.settings.get("search.max_size"),
      ),
    });
    const constraints = resolveConstraints(searched, search.constraints);
    for (let size = search.minSize; size <= search.maxSize; size += 1) {
      checkGroupings(constraints, size);
    }
    const objective = searchObjective(search, view.zones !== undefined);
    const threads = context.settings.get("general.threads") || availableParallelism();
    // Known when the search has ended, at the latest; a checkpoint wants it before.
    const fingerprint = tableFingerprint(view);
    const file = checkpoint ? planFile(checkpoint, search, await fingerprint) : undefined;
    const luckSoFar = new LuckSoFar(searched.matrix, search.seed);
    const around = { session: searchSession, search, constraints, objective, threads, luck: luckSoFar };
    const state = await file?.read();
    const runs = await runPlan({ ...around, state, keep: file?.write, sizeFinished: watch?.portfolio }, call);
    watch?.best(pickBest(runs));

    const describe = (run: (typeof runs)[number]) =>
      describePortfolio(searchSession, view.strategies, objective, run);
    const portfolios = await Promise.all(pickBestOfSizes(runs).map(describe));
    const best = pickBest(portfolios);
    checkLimits(best, constraints, searched.correlationSource ?? searched.matrix);
    const heldOut = kept < rows ? viewRows(view, kept, rows) : null;
    const finished = { ...around, searched, heldOut, runs, best };
    const luck = await assessLuck(finished, context.engine, call);
    await file?.remove();
    const { backend } = searchSession;
    return {
      best,
      portfolios,
      runs,
      luck,
      drawdownFloor: search.drawdownFloor,
      drawdownFloorBinds: best.max_drawdown < search.drawdownFloor,
      files: [],
      seconds: (performance.now() - began) / 1000,
      backend,
      capsule: makeCapsule({
        product: context.version,
        backend,
        manifest: view.manifest,
        fingerprint: await fingerprint,
        search,
        reproducible: runs.every((run) => run.reproducible),
        portfolios,
      }),
    };
  } finally {
    if (searchSession !== session) searchSession.close();
  }
}

/** Observations a year: given, 252 in the legacy profile, else from the dates. */
function annualisationOf(request: SearchRequest, view: AnalysisView): number {
  if (request.annualisation !== undefined) return request.annualisation;
  if (request.profile === "legacy") return legacyAnnualisation;
  return inferAnnualisation(view.observations.map((one) => one.date)) ?? legacyAnnualisation;
}
