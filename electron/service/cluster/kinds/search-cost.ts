/** What the parts of a search cost, measured before they are shared out. */

import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import { isScored } from "../../../contract/objectives.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { NativeJudgement } from "../../engine/addon/believable.ts";
import { runLanes } from "../../search/execute.ts";
import { type PlannedRun, planLanes } from "../../search/plan.ts";
import { type Question, sampleOf } from "../../search/samples.ts";
import { probeEvaluations } from "../../verdict/selection.ts";
import { processorSeconds } from "./kind.ts";
import { judgementOf, type Opened, quiet, selectionsOf, tableOf } from "./opened-search.ts";

/** Evaluations that a lane is measured with: what it begins with shows in the few, what each takes in the many. */
const [fewEvaluations, manyEvaluations] = [500, 5000];

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
