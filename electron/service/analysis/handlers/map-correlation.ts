import type { correlationMap } from "../../../contract/methods/correlation.ts";
import type { Handler } from "../../handler.ts";
import { mapOrder } from "../correlation/order.ts";
import { viewWeights } from "../correlation/weights.ts";
import { withView } from "../view/with-view.ts";

/** correlation.map */
export const mapCorrelation: Handler<typeof correlationMap> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const { order, cluster, clusters } = await mapOrder(view, request, context, call);
    const { weights } = viewWeights(view, request.weighting);
    const n = view.matrix.strategies;
    const blockSize = Math.max(1, Math.ceil(n / request.blocks));
    const reduced = await session.correlationReduce(
      { bins: 0, topK: 0, threshold: 1, thresholdCapacity: 0, order, blockSize, weights },
      call,
    );
    return {
      strategies: [...view.strategies],
      order,
      cluster,
      clusters,
      blockSize,
      side: Math.ceil(n / blockSize),
      mean: reduced.blockMean,
      min: reduced.blockMin,
      max: reduced.blockMax,
    };
  });
