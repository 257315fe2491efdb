import { type BeliefName, beliefName } from "../../../contract/expected.ts";
import { strategyBelieved } from "../../../contract/methods/strategy.ts";
import { findMembers, namesOf } from "../../analysis/view/members.ts";
import { refuseLarger } from "../../analysis/view/table-memory.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { NativeJudgement } from "../../engine/addon/believable.ts";
import { register } from "../../handler.ts";
import { judgedTable } from "../judged.ts";

/** strategy.believed */
export const strategyBelievedHandler = register(strategyBelieved, async (request, context, call) => {
  await refuseLarger(request, context, "What is believed of a strategy");
  return withView(request, context, call, async (opened) => {
    const { view } = opened;
    const chosen = request.strategies && findMembers(view, request.strategies);
    const judgement = await judgedTable(opened, context, call);
    const values = beliefName.options.map((name) => {
      const column = columnOf[name](judgement);
      return chosen ? Float64Array.from(chosen, (at) => column[at] as number) : new Float64Array(column);
    });
    const few = judgement.prior.length === 0;
    return {
      strategies: namesOf(view, chosen),
      figures: [...beliefName.options],
      values,
      few,
    };
  });
});

const columnOf: Readonly<Record<BeliefName, (judgement: NativeJudgement) => ArrayLike<number>>> = {
  theta: ({ theta }) => theta,
  family: ({ familySize }) => familySize,
  rho: ({ familyCorrelation }) => familyCorrelation,
};
