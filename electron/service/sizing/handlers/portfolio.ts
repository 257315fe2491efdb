import { portfolioWeights } from "../../../contract/methods/portfolio.ts";
import { findMembers, namesOf } from "../../analysis/view/members.ts";
import { ofWhole, withMembers } from "../../analysis/view/with-members.ts";
import { register } from "../../handler.ts";
import { weighMembers } from "../weights.ts";

/** portfolio.weights */
export const portfolioWeightsHandler = register(portfolioWeights, (request, context, call) =>
  withMembers(request, request.members, context, call, (opened) => {
    const cap = request.cap ?? context.settings.get("sizing.weight_cap");
    const members = namesOf(opened.view, findMembers(opened.view, request.members));
    const options = { members, cap, seed: context.settings.get("search.seed") };
    return ofWhole("weights", request, opened, options, context, call, (whole) =>
      weighMembers(whole, findMembers(whole.view, members), cap, context, call),
    );
  }),
);
