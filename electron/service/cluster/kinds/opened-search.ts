/** A search as its shards open it: its view, its choosers, and its table as it is judged once for all of them. */

import { Problem } from "../../../contract/problem.ts";
import { keptOrComputed, pinVersion } from "../../analysis/view/kept.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { NativeJudgement } from "../../engine/addon/believable.ts";
import { prepareSearch } from "../../search/execute.ts";
import { algorithmsOf, excludesConstant } from "../../search/resolve.ts";
import { choosersOf, type OpenSearch, racerName, selectionPlan } from "../../search/verdict-of.ts";
import { judgedTable } from "../../sizing/judged.ts";
import { rowDependence } from "../../verdict/resampling.ts";
import { believedOfSizes, type Chosen, type Selection } from "../../verdict/selection.ts";
import { sizesWithin } from "../../zoning/searches.ts";
import type { WorkOf } from "./kind.ts";

export const quiet = ({ signal }: CallContext): CallContext => ({ signal, progress: () => undefined });

/** A search of a dataset, or of one of its zones. */
export type Asked = Omit<WorkOf<"search">, "weighting"> & Partial<Pick<WorkOf<"search">, "weighting">>;

/** Opens the view of a request and says what it asks for on it. */
export function withSearch<Result>(
  request: Asked,
  context: ServiceContext,
  call: CallContext,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  if (request.pool !== undefined)
    throw new Problem("bad-request", "A search of a pool is not cut into shards.", {
      remedy: "Run it on one machine, or leave out the pool.",
    });
  const { weighting: _, ...plain } = request;
  const searched = { ...plain, excludeConstant: excludesConstant(plain, context.settings) };
  return withView(
    searched,
    context,
    call,
    async ({ view, session }) => {
      // As searchOneZone does; of a whole dataset sizes that do not fit are refused.
      const asked = plain.rows?.kind === "zone" ? { ...searched, ...sizesWithin(searched, view) } : searched;
      // The same for all shards of a process.
      const prepared = await context.views.derived(view, `prepared ${JSON.stringify(asked)}`, () =>
        prepareSearch(asked, { context, view, session }, call),
      );
      return work({
        view,
        session,
        asked,
        prepared,
        open: { ...prepared, objective: prepared.asked, view, session },
      });
    },
    "small-batches",
    algorithmsOf(searched, context.settings),
  );
}

type Prepared = Awaited<ReturnType<typeof prepareSearch>>;

export type Opened = OpenedView & {
  readonly asked: Asked;
  readonly open: OpenSearch;
  readonly prepared: Prepared;
};

export const tableOf = ({ view, search }: OpenSearch) => ({
  rows: view.matrix.observations,
  seed: search.seed,
  ...rowDependence(view.matrix),
});

/** What a question comes to: one choice, or one of every size, each under the name that it is asked for by. */
type Chooser = (...asked: Parameters<Selection>) => Promise<(Chosen & { readonly by: string })[]>;

/** Asks for the choice by what is believed of every size at once: the table is judged once for all of them. */
export const believedOfEach = "believable of each size";

/** The choosers of a search, by name. `judgement`: of the whole table, which is then not judged again. */
export function selectionsOf(open: OpenSearch, context: ServiceContext, judgement?: NativeJudgement) {
  const { width, around: chooses } = selectionPlan(open, context.engine);
  const around = { ...chooses, judgement };
  const { search } = open;
  const { own, probe } = choosersOf(open, search.maxSize, around);
  const one = (by: string, select: Selection): [string, Chooser] => [
    by,
    async (...asked) => [{ by, ...(await select(...asked)) }],
  ];
  const byName = new Map([own, probe].map(({ id, select }) => one(id, select)));
  for (let size = search.minSize; size <= search.maxSize; size += 1) {
    for (const { id, select } of choosersOf(open, size, around).others)
      byName.set(...one(racerName(id, size), select));
  }
  const ofEach = believedOfSizes({ ...search, slack: 0 }, around);
  byName.set(believedOfEach, async (...asked) =>
    (await ofEach(...asked)).map((found) => ({ ...found, by: racerName("believable", found.size) })),
  );
  return { width, probe: probe.id, byName };
}

/** The judged table of a search that is by what is believed, once for all shards of a process. */
export function judgementOf(
  opened: Opened,
  context: ServiceContext,
  call: CallContext,
): Promise<NativeJudgement> | undefined {
  return opened.open.search.objective === "believable" ? judged(opened, context, call) : undefined;
}

/** The judged table. What takes long of it is looked for once for all shards of a plan, and their merge. */
export function judged(
  { view, session, open, asked }: Opened,
  context: ServiceContext,
  call: CallContext,
): Promise<NativeJudgement> {
  const { seed } = open.search;
  return judgedTable({ view, session }, context, call, seed, async (judge) => {
    let made: NativeJudgement | undefined;
    const compute = async () => {
      made = await judge({});
      const { correlation, familySize, familyMean, familyCorrelation } = made;
      return { correlation, families: { familySize, familyMean, familyCorrelation } };
    };
    const pinned = await pinVersion(asked, context);
    const { kept: _, ...known } = await keptOrComputed("judged", pinned, { seed }, context, compute);
    return made ?? judge(known);
  });
}

/** The table of a search as its shards have judged it, for as long as its view is kept. */
export const judgedOf = (request: Asked, context: ServiceContext, call: CallContext) =>
  withSearch(request, context, call, (opened) => judged(opened, context, call));
