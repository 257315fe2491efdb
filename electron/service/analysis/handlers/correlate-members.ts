import type { correlationMatrix } from "../../../contract/methods/correlation.ts";
import type { Handler } from "../../handler.ts";
import { meanOfPairs, memberCorrelation } from "../correlation/members.ts";
import { viewWeights } from "../correlation/weights.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** correlation.matrix. Pearson is answered by the open session, the other methods by the selection's own columns. */
export const correlateMembers: Handler<typeof correlationMatrix> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const members = findMembers(view, request.members);
    const matrix = view.correlationSource ?? view.matrix;
    const { weights, observations } = viewWeights(view, request.weighting);
    const found =
      request.method === "pearson"
        ? { rho: await session.correlationMatrix(members, members, weights), observations, estimates: {} }
        : await memberCorrelation(context.engine, matrix, members, { ...request, weights }, call);
    return {
      members: Array.from(members, (i) => view.strategies[i] as string),
      rho: found.rho,
      meanRho: meanOfPairs(found.rho, members.length),
      observations: found.observations,
      estimates: { ...found.estimates },
      cells: cellQualityOf(view, members),
    };
  });
