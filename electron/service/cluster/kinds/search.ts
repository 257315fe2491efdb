/** A search: its shards are lanes of runs, and choices that expectation and verdict ask for. The merge is the search itself, which finds them done. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { foundBy } from "../../../contract/algorithms.ts";
import { isScored } from "../../../contract/objectives.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchOutcome } from "../../../contract/search-result.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { type KnownParts, prepareSearch, runLanes } from "../../search/execute.ts";
import { type PlannedRun, planLanes } from "../../search/plan.ts";
import { planFile } from "../../search/plan-state.ts";
import { excludesConstant, type ResolvedSearch } from "../../search/resolve.ts";
import { runSearch } from "../../search/run-search.ts";
import { type Question, question, questionsOf, sampleKey, sampleOf } from "../../search/samples.ts";
import { choosersOf, type OpenSearch, selectionPlan } from "../../search/verdict-of.ts";
import { rowDependence } from "../../verdict/resampling.ts";
import { probeEvaluations, type Selection } from "../../verdict/selection.ts";
import type { Attempt } from "../folder.ts";
import { checkedPart, processorSeconds, type ShardKind, usualShards, type WorkOf } from "./kind.ts";

const doesSearch = z.object({
  runs: z.array(z.object({ size: z.number().int(), algorithm: foundBy })),
  choices: z.array(question),
});
type Does = z.infer<typeof doesSearch>;

const searchPart = z.object({
  outcomes: z.array(searchOutcome),
  choices: z.array(
    question.extend({
      members: z.array(z.number().int()),
      statistic: z.number().or(z.nan()).or(z.literal(-Infinity)),
    }),
  ),
});
type Part = z.infer<typeof searchPart>;

const quiet = ({ signal }: CallContext): CallContext => ({ signal, progress: () => undefined });

/** Opens the view of a request and says what it asks for on it. */
function withSearch<Result>(
  request: WorkOf<"search">,
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView & { readonly open: OpenSearch; readonly prepared: Prepared }) => Promise<Result>,
): Promise<Result> {
  const { weighting: _, ...plain } = request;
  const asked = { ...plain, excludeConstant: excludesConstant(plain, context.settings) };
  return withView(
    asked,
    context,
    call,
    async ({ view, session }) => {
      const prepared = await prepareSearch(asked, { context, view, session }, call);
      return work({
        view,
        session,
        prepared,
        open: { ...prepared, objective: prepared.asked, view, session },
      });
    },
    "small-batches",
  );
}

type Prepared = Awaited<ReturnType<typeof prepareSearch>>;

const tableOf = ({ view, search }: OpenSearch) => ({
  rows: view.matrix.observations,
  seed: search.seed,
  ...rowDependence(view.matrix),
});

/** The choosers of a search, by name. */
function selectionsOf(open: OpenSearch, context: ServiceContext) {
  const { width, around } = selectionPlan(open, context.engine);
  const { own, probe, others } = choosersOf(open, open.search.maxSize, around);
  return {
    width,
    probe: probe.id,
    others,
    byName: new Map([own, probe, ...others].map((one) => [one.id, one.select])),
  };
}

/** Evaluations that a lane is measured with. */
const measuredEvaluations = 20_000;

/** Seconds of a run of every algorithm at the largest size, per evaluation; and of one choice by each chooser. */
async function measure(
  opened: OpenedView & { readonly open: OpenSearch; readonly prepared: Prepared },
  context: ServiceContext,
  call: CallContext,
) {
  const { open, prepared, session, view } = opened;
  const { search } = prepared;
  const perEvaluation = new Map<string, number>();
  for (const algorithm of search.algorithms) {
    const small = {
      ...search,
      minSize: search.maxSize,
      algorithms: [algorithm],
      evaluations: measuredEvaluations,
    };
    const only = planLanes(small).flat();
    const around = { ...prepared, search: small, view, session, judging: session, only };
    const seconds = await processorSeconds(() => runLanes(around, quiet(call)));
    perEvaluation.set(algorithm, seconds / measuredEvaluations);
  }
  const ofRun = ({ algorithm }: PlannedRun, evaluations: number) =>
    (perEvaluation.get(algorithm) ?? 0) * evaluations;
  const lanes = planLanes(search);
  const ofPlan = (evaluations: number) => lanes.flat().reduce((sum, run) => sum + ofRun(run, evaluations), 0);
  const { byName } = selectionsOf(open, context);
  const own = byName.get("search");
  const whole = sampleOf({ is: "whole" }, tableOf(open));
  const ofChoice = isScored(search.objective)
    ? ofPlan(probeEvaluations(search.evaluations))
    : await processorSeconds(async () => own?.(view, whole, quiet(call)));
  return {
    lane: (lane: readonly PlannedRun[]) => lane.reduce((sum, run) => sum + ofRun(run, search.evaluations), 0),
    choice: (_: Question) => ofChoice,
  };
}

type Unit = { readonly seconds: number } & (
  | { readonly lane: readonly PlannedRun[] }
  | { readonly choice: Question }
);

/** Units in shards of about the same cost: the longest first, each to the shard that has least. */
export function packUnits(units: readonly Unit[], count: number): { expectedSeconds: number; does: Does }[] {
  const shards = Array.from({ length: Math.max(1, Math.min(count, units.length)) }, () => ({
    expectedSeconds: 0,
    does: { runs: [] as PlannedRun[], choices: [] as Question[] },
  }));
  const longestFirst = [...units].sort((a, b) => b.seconds - a.seconds);
  for (const unit of longestFirst) {
    const least = shards.reduce((a, b) => (b.expectedSeconds < a.expectedSeconds ? b : a));
    least.expectedSeconds += unit.seconds;
    if ("lane" in unit) least.does.runs.push(...unit.lane.filter((run) => !has(least.does.runs, run)));
    else least.does.choices.push(unit.choice);
  }
  return shards;
}

const has = (runs: readonly PlannedRun[], run: PlannedRun): boolean =>
  runs.some((one) => one.size === run.size && one.algorithm === run.algorithm);

/** Racers that are known before the search has ended, and that take longer than a ranking. */
function racersOf(search: ResolvedSearch, others: readonly { readonly id: string }[]): string[] {
  if (search.minSize !== search.maxSize) return [];
  return others.map(({ id }) => id).filter((id) => !id.startsWith("top"));
}

/** What finished parts answer; whatever they lack is computed by who asks. */
export function knownParts(parts: readonly Part[], open: Pick<OpenSearch, "search" | "view">): KnownParts {
  const table = tableOf(open as OpenSearch);
  const key = (by: string, sample: string) => `${by} ${sample}`;
  const choices = new Map(
    parts.flatMap((part) =>
      part.choices.map(({ by, sample, ...chosen }) => [key(by, sampleKey(sampleOf(sample, table))), chosen]),
    ),
  );
  const recall =
    (by: string, select: Selection): Selection =>
    async (view, sample, call) =>
      choices.get(key(by, sampleKey(sample))) ?? select(view, sample, call);
  const outcomes = parts.flatMap((part) => part.outcomes);
  return {
    outcomes: outcomes.filter((one, k) => outcomes.findIndex((other) => has([other], one)) === k),
    recall,
  };
}

/** Where a lane's state is kept while it runs; an attempt that came to nothing has left its own. */
async function stateFile(attempt: Attempt, search: ResolvedSearch, does: Does) {
  const at = (folder: string) => join(folder, "checkpoint.json");
  for (const folder of [...attempt.earlier].reverse()) {
    const isThere = await copyFile(at(folder), at(attempt.folder)).then(
      () => true,
      () => false,
    );
    if (isThere) break;
  }
  return planFile(at(attempt.folder), search, JSON.stringify(does));
}

async function choose(
  choices: readonly Question[],
  open: OpenSearch,
  context: ServiceContext,
  call: CallContext,
): Promise<Part["choices"]> {
  const { width, byName } = selectionsOf(open, context);
  const table = tableOf(open);
  const made: Part["choices"] = [];
  let ended = 0;
  await runSideBySide(
    [...choices.entries()],
    width,
    () => true,
    async ([k, asked]) => {
      const select = byName.get(asked.by);
      if (!select) throw new Error(`nothing chooses by ${asked.by}`);
      const { members, statistic } = await select(open.view, sampleOf(asked.sample, table), call);
      made[k] = { ...asked, members: [...members], statistic };
      ended += 1;
      call.progress({ stage: "Choosing from samples", fraction: ended / choices.length });
    },
  );
  return made;
}

export const searchKind: ShardKind<"search"> = {
  cut: (request, context, count, call) =>
    withSearch(request, context, call, async (opened) => {
      const { open, session } = opened;
      const { search } = open;
      const cost = await measure(opened, context, call);
      const { probe, others } = selectionsOf(open, context);
      const asked =
        search.objective === "top"
          ? []
          : questionsOf(search, tableOf(open), { probe, racers: racersOf(search, others) });
      const units: Unit[] = [
        ...planLanes(search).map((lane) => ({ lane, seconds: cost.lane(lane) })),
        ...asked.map((choice) => ({ choice, seconds: cost.choice(choice) })),
      ];
      const seconds = units.reduce((sum, unit) => sum + unit.seconds, 0);
      const { seed, evaluations, minSize, maxSize, algorithms, objective, verdict } = search;
      return {
        backend: session.backend,
        resolved: { seed, evaluations, minSize, maxSize, algorithms, objective, verdict },
        shards: packUnits(units, count ?? usualShards(seconds)),
      };
    }),

  run: (request, asked, { context, attempt }, call) =>
    withSearch(request, context, call, async ({ open, prepared, session, view }) => {
      const does = doesSearch.parse(asked);
      const { search } = prepared;
      const file = await stateFile(attempt, search, does);
      const around = { ...prepared, view, session, judging: session, only: does.runs };
      const outcomes =
        does.runs.length === 0
          ? []
          : await runLanes({ ...around, state: await file.read(), keep: file.write }, call);
      const part: Part = { outcomes, choices: await choose(does.choices, open, context, call) };
      return { backend: session.backend, part };
    }),

  async merge(request, parts, { context, out }, call) {
    const found = checkedPart(z.array(searchPart), parts);
    const known = await withSearch(request, context, call, async ({ open }) => knownParts(found, open));
    const result = await runSearch({ ...request, out: out as never }, context, call, known);
    if (result.notWritten) throw Problem.from(result.notWritten);
    return { files: result.files, result };
  },
};
