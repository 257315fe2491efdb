import type { portfolioScore } from "../../../contract/methods/portfolio-score.ts";
import type { Handler } from "../../handler.ts";
import { legacyObjective } from "../metrics/legacy-objective.ts";
import { metricBasis } from "../metrics/metric-basis.ts";
import { scoreMembers } from "../metrics/score-members.ts";
import { findMembers } from "../view/find-members.ts";
import { withView } from "../view/with-view.ts";

/** portfolio.score */
export const scorePortfolio: Handler<typeof portfolioScore> = (request, context, call) =>
  withView(request, context, call, async (opened) => {
    const { view } = opened;
    const basis = metricBasis({ ...request, profile: request.profile ?? "legacy" }, context.settings, view);
    const objective = legacyObjective({
      ...request,
      overZones: view.zones !== undefined,
      peakFromZero: basis.profile !== "legacy",
      annualisation: basis.annualisation,
    });
    const members = findMembers(view, request.members);
    return scoreMembers(context.engine, opened, members, objective, basis, call);
  });
