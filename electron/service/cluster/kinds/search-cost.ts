/** What the parts of a search cost, measured before they are shared out. */

import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import { isScored } from "../../../contract/objectives.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { NativeJudgement } from "../../engine/addon/believable.ts";
import { runLanes } from "../../search/execute.ts";
import { type PlannedRun, planLanes } from "../../search/plan.ts";
import { type Question, sampleOf } from "../../search/samples.ts";
import { processorSeconds } from "./kind.ts";
import { judgementOf, type Opened, quiet, selectionsOf, tableOf } from "./opened-search.ts";

/** Evaluations that a lane is measured with: what it begins with shows in the few, what each takes in the many. */
const [fewEvaluations, manyEvaluations] = [500, 5000];

/** Of a cell, about, where the search itself judges nothing. */
const secondsOfJudging = 5e-7;

/** Seconds of a run of every algorithm at the largest size, before and per evaluation; and of one choice by each chooser. */
export async function measure(opened: Opened, context: ServiceContext, call: CallContext) {
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
  const { byName } = selectionsOf(open, context, judged);
  const own = byName.get("search");
  const whole = sampleOf({ is: "whole" }, tableOf(open));
  const { observations, strategies } = view.matrix;
  // A sample is judged anew: that takes what it took of the whole, which every plan needs once.
  const believes = judged ? ofJudging : secondsOfJudging * observations * strategies;
  // A probe's table takes as long as its runs: one is measured, not reckoned.
  const ofOwn = await processorSeconds(async () => own?.(view, whole, quiet(call)));
  const ofChoice = isScored(search.objective) ? ofOwn : ofJudging + ofOwn;
  return {
    lane: (lane: readonly PlannedRun[]) =>
      lane.reduce((sum, run) => sum + ofRun(run, search.evaluations), ofFirst(lane)),
    choice: ({ by }: Question) => (by.startsWith("believable") ? believes : ofChoice),
  };
}
