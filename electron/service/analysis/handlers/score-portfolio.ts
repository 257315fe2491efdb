import type { portfolioScore } from "../../../contract/methods/portfolio.ts";
import type { Handler } from "../../handler.ts";
import { meanOfPairs } from "../correlation/members.ts";
import { metricBasis } from "../metrics/basis.ts";
import { metricObjective, scoreMembers } from "../metrics/objective.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

/** portfolio.score */
export const scorePortfolio: Handler<typeof portfolioScore> = (request, context, call) =>
  withView(request, context, call, async (opened) => {
    const { view, session } = opened;
    const members = findMembers(view, request.members);
    const options = { ...request, profile: request.profile ?? ("legacy" as const) };
    const basis = metricBasis(options, context.settings, view, members);
    const objective = metricObjective({
      ...request,
      overZones: view.zones !== undefined,
      peakFromZero: basis.profile !== "legacy",
      annualisation: basis.annualisation,
    });
    const score = await scoreMembers(context.engine, opened, members, objective, basis, call);
    const rho = await session.correlationMatrix(members, members);
    return { ...score, mean_complete_correlation: meanOfPairs(rho, members.length), basis };
  });
