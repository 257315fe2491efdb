import type { correlationStructure } from "../../../contract/methods/correlation.ts";
import type { Handler } from "../../handler.ts";
import { viewDual } from "../correlation/dual.ts";
import { mapOrder } from "../correlation/order.ts";
import { effectiveNumber, ledoitWolf, randomMatrixEdge } from "../correlation/spectrum.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { withView } from "../view/with-view.ts";

/** correlation.structure */
export const analyseCorrelationStructure: Handler<typeof correlationStructure> = (request, context, call) =>
  withView(request, context, call, async ({ view }) => {
    const { columns, gram } = await viewDual(view, context, call);
    const { leading, order, cluster, clusters } = await mapOrder(view, request, context, call);
    const varying = columns.varying.reduce((sum, one) => sum + one, 0);
    const noiseEdge = randomMatrixEdge(varying, columns.observations);
    const listed = leading.values.reduce((sum, value) => sum + value, 0);
    return {
      strategies: [...view.strategies],
      varying,
      effectiveStrategies: effectiveNumber(gram, varying),
      eigenvalues: leading.values,
      explained: varying > 0 ? listed / varying : 0,
      noiseEdge,
      signalFactors: leading.values.filter((value) => value > noiseEdge).length,
      shrinkage: ledoitWolf(gram, columns.observations, varying),
      order,
      cluster,
      clusters,
      cells: cellQualityOf(view),
    };
  });
