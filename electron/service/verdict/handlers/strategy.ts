import { strategyUniverse } from "../../../contract/methods/strategy.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { register } from "../../handler.ts";
import { universeOf } from "../universe-of.ts";

/** strategy.universe */
export const strategyUniverseHandler = register(strategyUniverse, (request, context, call) =>
  withView(request, context, call, ({ view }) =>
    universeOf(
      view,
      {
        size: request.size ?? context.settings.get("search.max_size"),
        seed: request.seed ?? context.settings.get("search.seed"),
        kept: context.datasets.kept,
      },
      call,
    ),
  ),
);
