import type { portfolioBreakdown } from "../../../contract/methods/portfolio.ts";
import type { Handler } from "../../handler.ts";
import { breakdown } from "../groups/statistics.ts";
import { weightedPnl } from "../series/portfolio.ts";
import { findMembers } from "../view/members.ts";
import { withView } from "../view/with-view.ts";

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

/** portfolio.breakdown */
export const breakDownPortfolio: Handler<typeof portfolioBreakdown> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const pnl = weightedPnl(view.matrix, findMembers(view, request.members), request.weights);
    const of = (key: "marketRegime" | "zone" | "day") => breakdown(pnl, view.observations, (one) => one[key]);
    return { regimes: of("marketRegime").sort(byName), zones: of("zone").sort(byName), weekdays: of("day") };
  });
