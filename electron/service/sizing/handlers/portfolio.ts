import { portfolioWeights } from "../../../contract/methods/portfolio.ts";
import { findMembers } from "../../analysis/view/members.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { register } from "../../handler.ts";
import { weighMembers } from "../weights.ts";

/** portfolio.weights */
export const portfolioWeightsHandler = register(portfolioWeights, (request, context, call) =>
  withView(request, context, call, (opened) => {
    const cap = request.cap ?? context.settings.get("sizing.weight_cap");
    return weighMembers(opened, findMembers(opened.view, request.members), cap, context, call);
  }),
);
