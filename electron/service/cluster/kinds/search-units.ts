/** What a search is cut into: lanes of runs, and choices that expectation and verdict ask for. */

import type { CallContext, ServiceContext } from "../../context.ts";
import { likelySize } from "../../search/execute.ts";
import { isRun, type PlannedRun, planLanes } from "../../search/plan.ts";
import { type Question, questionsOf } from "../../search/samples.ts";
import { choosersOf, racerName, selectionPlan } from "../../search/verdict-of.ts";
import {
  type Asked,
  believedOfEach,
  judgementOf,
  type Opened,
  quiet,
  selectionsOf,
  tableOf,
  withSearch,
} from "./opened-search.ts";
import { measure } from "./search-cost.ts";
import { type Does, type Fact, fact } from "./search-part.ts";

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
