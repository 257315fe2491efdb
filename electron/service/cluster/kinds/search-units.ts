/** What a search is cut into: lanes of runs, and choices that expectation and verdict ask for. */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { foundBy, type SearchAlgorithm } from "../../../contract/algorithms.ts";
import { arrays } from "../../../contract/arrays.ts";
import { isScored } from "../../../contract/objectives.ts";
import { Problem } from "../../../contract/problem.ts";
import { type SearchOutcome, searchOutcome } from "../../../contract/search-result.ts";
import { recordLuck, universeLuck } from "../../../contract/verdict.ts";
import { keptOrComputed, pinVersion } from "../../analysis/view/kept.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { NativeJudgement } from "../../engine/addon/believable.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { type KnownParts, likelySize, prepareSearch, runLanes } from "../../search/execute.ts";
import { isRun, type PlannedRun, planLanes } from "../../search/plan.ts";
import { planFile } from "../../search/plan-state.ts";
import { algorithmsOf, excludesConstant } from "../../search/resolve.ts";
import { type Question, question, questionsOf, sampleKey, sampleOf } from "../../search/samples.ts";
import { choosersOf, type OpenSearch, racerName, selectionPlan } from "../../search/verdict-of.ts";
import { judgeAndMeasure, judgedTable } from "../../sizing/judged.ts";
import { rowDependence } from "../../verdict/resampling.ts";
import { believedOfSizes, type Chosen, probeEvaluations, type Selection } from "../../verdict/selection.ts";
import { universeOf } from "../../verdict/universe-of.ts";
import { sizesWithin } from "../../zoning/searches.ts";
import type { Attempt } from "../folder.ts";
import { KeptChoices, KnownTwins, madeChoice } from "./choices.ts";
import { processorSeconds, type WorkOf } from "./kind.ts";

/** Of a table: whether there is anything to find, and how large the error of figures is. */
const fact = z.enum(["universe", "measured"]);
type Fact = z.infer<typeof fact>;

/** What a shard does of one search. */
export const doesSearch = z.object({
  runs: z.array(z.object({ size: z.number().int(), algorithm: foundBy, seed: z.number().int().optional() })),
  choices: z.array(question),
  /** What can be said of the table before any search. */
  facts: z.array(fact),
});
export type Does = z.infer<typeof doesSearch>;

const figure = z.number().or(z.nan());
const measuredError = z.object({
  theta: arrays.float64,
  variance: figure,
  ratioMean: figure,
  ratioVariance: figure,
  kernel: arrays.float64,
  grid: arrays.float64,
  prior: arrays.float64,
  centre: figure,
});

/** What that came to; of twins only those that the answer may rest on. */
export const searchPart = z.object({
  outcomes: z.array(searchOutcome),
  choices: z.array(madeChoice),
  universe: z.object({ universe: universeLuck.nullable(), ...recordLuck.shape }).nullable(),
  measured: measuredError.nullable(),
});
export type Part = z.infer<typeof searchPart>;

/** Whether a shard says something of twins: of the table as they are compared with it, or of some of them. */
export const hasTwins = ({ choices }: Does): boolean =>
  choices.some(({ sample }) => sample.is === "twin" || sample.is === "whole");

const quiet = ({ signal }: CallContext): CallContext => ({ signal, progress: () => undefined });

/** A search of a dataset, or of one of its zones. */
export type Asked = Omit<WorkOf<"search">, "weighting"> & Partial<Pick<WorkOf<"search">, "weighting">>;

/** Opens the view of a request and says what it asks for on it. */
function withSearch<Result>(
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

type Opened = OpenedView & {
  readonly asked: Asked;
  readonly open: OpenSearch;
  readonly prepared: Prepared;
};

const tableOf = ({ view, search }: OpenSearch) => ({
  rows: view.matrix.observations,
  seed: search.seed,
  ...rowDependence(view.matrix),
});

/** What a question comes to: one choice, or one of every size, each under the name that it is asked for by. */
type Chooser = (...asked: Parameters<Selection>) => Promise<(Chosen & { readonly by: string })[]>;

/** Asks for the choice by what is believed of every size at once: the table is judged once for all of them. */
const believedOfEach = "believable of each size";

/** The choosers of a search, by name. `judgement`: of the whole table, which is then not judged again. */
function selectionsOf(open: OpenSearch, context: ServiceContext, judgement?: NativeJudgement) {
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

/** Evaluations that a lane is measured with: what it begins with shows in the few, what each takes in the many. */
const [fewEvaluations, manyEvaluations] = [500, 5000];

/** Seconds of a run of every algorithm at the largest size, before and per evaluation; and of one choice by each chooser. */
async function measure(opened: Opened, context: ServiceContext, call: CallContext) {
  const { open, prepared, session, view } = opened;
  const { search } = prepared;
  let judged: NativeJudgement | undefined;
  const ofJudging = await processorSeconds(async () => {
    judged = await judgementOf(opened, context, call);
  });
  const secondsOf = (algorithm: SearchAlgorithm, evaluations: number) => {
    const one = { minSize: search.maxSize, algorithms: [algorithm], seeds: undefined, evaluations };
    const small = { ...search, ...one };
    const only = planLanes(small, session).flat();
    const around = { ...prepared, search: small, view, session, judging: session, only, judged };
    return processorSeconds(() => runLanes(around, quiet(call)));
  };
  const costs = new Map<string, { readonly first: number; readonly each: number }>();
  for (const algorithm of search.algorithms) {
    const few = await secondsOf(algorithm, fewEvaluations);
    const many = await secondsOf(algorithm, manyEvaluations);
    const each = Math.max(0, many - few) / (manyEvaluations - fewEvaluations);
    costs.set(algorithm, { first: Math.max(0, few - each * fewEvaluations), each });
  }
  const ofRun = ({ algorithm }: PlannedRun, evaluations: number) =>
    (costs.get(algorithm)?.each ?? 0) * evaluations;
  const ofFirst = (lane: readonly PlannedRun[]) =>
    Math.max(0, ...lane.map(({ algorithm }) => costs.get(algorithm)?.first ?? 0));
  const lanes = planLanes(search, session);
  const ofPlan = (evaluations: number) => lanes.flat().reduce((sum, run) => sum + ofRun(run, evaluations), 0);
  const { byName } = selectionsOf(open, context, judged);
  const own = byName.get("search");
  const whole = sampleOf({ is: "whole" }, tableOf(open));
  // A sample is judged anew: that takes what it took of the whole, which every plan needs once.
  const ofChoice = isScored(search.objective)
    ? ofPlan(probeEvaluations(search.evaluations))
    : ofJudging + (await processorSeconds(async () => own?.(view, whole, quiet(call))));
  return {
    lane: (lane: readonly PlannedRun[]) =>
      lane.reduce((sum, run) => sum + ofRun(run, search.evaluations), ofFirst(lane)),
    choice: (_: Question) => ofChoice,
  };
}

/** The judged table of a search that is by what is believed, once for all shards of a process. */
function judgementOf(
  opened: Opened,
  context: ServiceContext,
  call: CallContext,
): Promise<NativeJudgement> | undefined {
  return opened.open.search.objective === "believable" ? judged(opened, context, call) : undefined;
}

/** The judged table. What takes long of it is looked for once for all shards of a plan, and their merge. */
function judged(
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

export type Unit = { readonly seconds: number } & (
  | { readonly lane: readonly PlannedRun[] }
  | { readonly choice: Question }
  | { readonly fact: Fact }
);

/** Seconds a cell, about. */
const factCost: Readonly<Record<Fact, number>> = { universe: 1.5e-6, measured: 2e-6 };

/** What units of one search are as a shard's work, each run once. */
export function doesOf(units: readonly Unit[]): Does {
  const does = { runs: [] as PlannedRun[], choices: [] as Question[], facts: [] as Fact[] };
  for (const unit of units) {
    if ("lane" in unit) does.runs.push(...unit.lane.filter((run) => !does.runs.some(isRun(run))));
    else if ("choice" in unit) does.choices.push(unit.choice);
    else does.facts.push(unit.fact);
  }
  return does;
}

/**
 * Racers that take longer than a ranking, as far as they are known before the search has ended: they choose as many strategies
 * as its best has. The choice by what is believed costs little for every size beside the first.
 */
async function racersOf(opened: Opened, context: ServiceContext, call: CallContext): Promise<string[]> {
  const { open, prepared, session, view } = opened;
  const { search } = open;
  const judged = await judgementOf(opened, context, call);
  const isOne = search.minSize === search.maxSize;
  const each = !isOne && !judged ? [believedOfEach] : [];
  if (search.verdict.twins === 0 || (!isOne && !judged)) return each;
  const around = { ...prepared, view, session, judging: session };
  const size = isOne || !judged ? search.maxSize : await likelySize({ ...around, judged }, quiet(call));
  const { around: chooses } = selectionPlan(open, context.engine);
  const { others } = choosersOf(open, size, chooses);
  return others.filter(({ id }) => !id.startsWith("top")).map(({ id }) => racerName(id, size));
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
    outcomes: outcomes.filter((one, k) => outcomes.findIndex(isRun(one)) === k),
    recall,
    universe: parts.find(({ universe }) => universe)?.universe ?? undefined,
    measured: parts.find(({ measured }) => measured)?.measured ?? undefined,
  };
}

/** A file of an attempt, as an attempt that came to nothing has left it last. */
async function fileOf(attempt: Attempt, name: string): Promise<string> {
  const at = (folder: string) => join(folder, name);
  for (const folder of [...attempt.earlier].reverse()) {
    const isThere = await copyFile(at(folder), at(attempt.folder)).then(
      () => true,
      () => false,
    );
    if (isThere) break;
  }
  return at(attempt.folder);
}

async function choose(
  choices: readonly Question[],
  opened: Opened,
  {
    context,
    file,
    others,
  }: { readonly context: ServiceContext; readonly file: string; readonly others: () => Promise<Part[]> },
  call: CallContext,
): Promise<Part["choices"]> {
  const { open } = opened;
  const isOfWhole = choices.some(({ sample }) => sample.is === "whole");
  const judged = isOfWhole ? await judgementOf(opened, context, call) : undefined;
  const { width, byName, probe } = selectionsOf(open, context, judged);
  const table = tableOf(open);
  const kept = await KeptChoices.open(file);
  const twins = new KnownTwins(probe, others, [...kept.made.values()].flat());
  let ended = kept.made.size;
  try {
    await runSideBySide(
      [...choices.entries()].filter(([k]) => !kept.made.has(k)),
      width,
      () => true,
      async ([k, asked]) => {
        const select = byName.get(asked.by);
        if (!select) throw new Error(`nothing chooses by ${asked.by}`);
        if (!(await twins.isSettled(asked))) {
          const { sample } = asked;
          const found = await select(open.view, sampleOf(sample, table), call);
          const made = found.map(({ by, members, statistic }) => ({
            ...{ by, sample, statistic },
            members: [...members],
          }));
          twins.add(made);
          await kept.add(k, made);
        }
        ended += 1;
        call.progress({ stage: "Choosing from samples", fraction: ended / choices.length });
      },
    );
  } catch (error) {
    await kept.keep();
    throw error;
  }
  return choices.flatMap((_, k) => kept.made.get(k) ?? []);
}

/** Everything that a search asks for, with what it costs. */
export function unitsOf(request: Asked, context: ServiceContext, call: CallContext) {
  return withSearch(request, context, call, async (opened) => {
    const { open, session } = opened;
    const { search } = open;
    const cost = await measure(opened, context, call);
    const { probe } = selectionsOf(open, context);
    const asked =
      search.objective === "top"
        ? []
        : questionsOf(search, tableOf(open), { probe, racers: await racersOf(opened, context, call) });
    const { observations, strategies } = opened.view.matrix;
    const units: Unit[] = [
      ...planLanes(search, session).map((lane) => ({ lane, seconds: cost.lane(lane) })),
      ...asked.map((choice) => ({ choice, seconds: cost.choice(choice) })),
      ...fact.options.map((one) => ({ fact: one, seconds: factCost[one] * observations * strategies })),
    ];
    const { seed, evaluations, minSize, maxSize, algorithms, objective, verdict } = search;
    const resolved = { seed, evaluations, minSize, maxSize, algorithms, objective, verdict };
    return { backend: session.backend, units, resolved };
  });
}

/** Does a shard's part of one search; `k` tells the searches of a shard apart. */
export function runUnits(
  request: Asked,
  does: Does,
  {
    context,
    attempt,
    k,
    others,
  }: {
    readonly context: ServiceContext;
    readonly attempt: Attempt;
    readonly k: number;
    /** Newly ended parts of the same search, each time that it is asked. */
    readonly others: () => Promise<Part[]>;
  },
  call: CallContext,
): Promise<{ readonly backend: string; readonly part: Part }> {
  return withSearch(request, context, call, async (opened) => {
    const { prepared, session, view } = opened;
    const state = await fileOf(attempt, `checkpoint-${k}.json`);
    const file = planFile(state, prepared.search, JSON.stringify(does));
    const around = { ...prepared, view, session, judging: session, only: does.runs };
    const outcomes: SearchOutcome[] = [];
    if (does.runs.length > 0) {
      const begun = (await file.read()) ?? { finished: [], interrupted: [] };
      // A place where nothing can be kept is told before the work.
      await file.write(begun);
      const judged = await judgementOf(opened, context, call);
      outcomes.push(...(await runLanes({ ...around, judged, state: begun, keep: file.write }, call)));
    }
    const chosen = await fileOf(attempt, `choices-${k}.bin`);
    const choices = await choose(does.choices, opened, { context, file: chosen, others }, call);
    const facts = await factsOf(does.facts, opened, context, call);
    return { backend: session.backend, part: { outcomes, choices, ...facts } };
  });
}

/** Facts of a table as the search asks for them. */
async function factsOf(
  facts: readonly Fact[],
  opened: Opened,
  context: ServiceContext,
  call: CallContext,
): Promise<Pick<Part, "universe" | "measured">> {
  const { open, view, session } = opened;
  const { threads } = open;
  const { maxSize: size, seed } = open.search;
  const { kept } = context.datasets;
  const universe = facts.includes("universe") ? await universeOf(view, { size, seed, kept }, call) : null;
  if (!facts.includes("measured")) return { universe, measured: null };
  const table = await judged(opened, context, call);
  const around = { seed, threads, judged: table };
  const { measured } = await judgeAndMeasure(view, session.judgements, around, call);
  return { universe, measured };
}

/** What parts of one search answer. */
export const knownOf = (request: Asked, parts: readonly Part[], context: ServiceContext, call: CallContext) =>
  withSearch(request, context, call, async ({ open }) => knownParts(parts, open));

/** The table of a search as its shards have judged it, for as long as its view is kept. */
export const judgedOf = (request: Asked, context: ServiceContext, call: CallContext) =>
  withSearch(request, context, call, (opened) => judged(opened, context, call));
