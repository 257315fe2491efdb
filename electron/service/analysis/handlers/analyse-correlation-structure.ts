import type { correlationStructure } from "../../../contract/methods/correlation-structure.ts";
import type { Handler } from "../../handler.ts";
import { dualGram } from "../correlation/dual-gram.ts";
import { effectiveNumber } from "../correlation/effective-number.ts";
import { ledoitWolf } from "../correlation/ledoit-wolf.ts";
import { orderStrategies } from "../correlation/order-strategies.ts";
import { randomMatrixEdge } from "../correlation/random-matrix-edge.ts";
import { standardisedColumns } from "../correlation/standardised-columns.ts";
import { strategyEmbedding } from "../correlation/strategy-embedding.ts";
import { leadingEigen } from "../linear/leading-eigen.ts";
import { withView } from "../view/with-view.ts";

/** correlation.structure */
export const analyseCorrelationStructure: Handler<typeof correlationStructure> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const columns = standardisedColumns(view.correlationSource ?? view.matrix);
    const { observations } = columns;
    const varying = columns.varying.reduce((sum, one) => sum + one, 0);
    const gram = await dualGram(context.engine, columns, call);
    const leading = leadingEigen(gram, observations, Math.min(request.factors, observations));
    call.signal.throwIfAborted();
    call.progress({ stage: "Ordering strategies" });
    const ordered = orderStrategies(view.strategies, strategyEmbedding(columns, leading), request.clusterCut);
    const noiseEdge = randomMatrixEdge(varying, observations);
    const listed = leading.values.reduce((sum, value) => sum + value, 0);
    return {
      strategies: [...view.strategies],
      varying,
      effectiveStrategies: effectiveNumber(gram, varying),
      eigenvalues: leading.values,
      explained: varying > 0 ? listed / varying : 0,
      noiseEdge,
      signalFactors: leading.values.filter((value) => value > noiseEdge).length,
      shrinkage: ledoitWolf(gram, observations, varying),
      ...ordered,
    };
  });
