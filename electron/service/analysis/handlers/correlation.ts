import {
  correlationDuplicates,
  correlationMap,
  correlationMatrix,
  correlationRolling,
  correlationStructure,
  correlationSummary,
  correlationTile,
} from "../../../contract/methods/correlation.ts";
import { hasThinTail } from "../../../contract/metric-basis.ts";
import { metricTable } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { register } from "../../handler.ts";
import { columnsOf } from "../correlation/columns.ts";
import { viewDual } from "../correlation/dual.ts";
import { keepBetter, pairsOver } from "../correlation/duplicates.ts";
import { meanOfPairs, memberCorrelation } from "../correlation/members.ts";
import { keptOrder, orderDigest, orderOf } from "../correlation/order.ts";
import { strip, summaryByPieces } from "../correlation/pieces.ts";
import { rollingMeanCorrelation } from "../correlation/rolling.ts";
import { effectiveNumber, ledoitWolf, randomMatrixEdge } from "../correlation/spectrum.ts";
import { summaryOf, summaryPass } from "../correlation/summary.ts";
import { checkTile, readTile } from "../correlation/tile.ts";
import { viewWeights } from "../correlation/weights.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import { cellQualityOf } from "../view/cell-quality.ts";
import { keptOrComputed, pinVersion } from "../view/kept.ts";
import { findMembers, namesOf } from "../view/members.ts";
import { piecesOf } from "../view/table-memory.ts";
import { withMembers } from "../view/with-members.ts";
import { onPairs } from "../view/with-view.ts";

/** correlation.summary */
export const correlationSummaryHandler = register(correlationSummary, async (request, context, call) => {
  const pinned = await pinVersion(request, context);
  const { weighting } = request;
  const pass = summaryPass(request, context.settings);
  return keptOrComputed("summary", pinned, { ...pass, weighting }, context, async () => {
    const sizes = await piecesOf(pinned, strip, context);
    if (sizes) return summaryByPieces({ ...pinned, pass }, sizes, context, call);
    return onPairs(pinned, context, call, async ({ view, session }) => {
      const n = view.matrix.strategies;
      const detail = `${((n * (n - 1)) / 2).toLocaleString("en-US")} pairs`;
      call.progress({ stage: "Correlating all pairs", detail });
      const { weights } = viewWeights(view, weighting);
      return summaryOf(view, request, pass, await session.correlationReduce({ ...pass, weights }, call));
    });
  });
});

/** correlation.matrix. Pearson is answered by the open session, the other methods by the selection's own columns. */
export const correlationMatrixHandler = register(correlationMatrix, (request, context, call) =>
  withMembers(request, request.members, context, call, async ({ view, session }) => {
    const members = findMembers(view, request.members);
    const matrix = view.correlationSource ?? view.matrix;
    const { weights, observations } = viewWeights(view, request.weighting);
    const found =
      request.method === "pearson"
        ? { rho: await session.correlationMatrix(members, members, weights), observations, estimates: {} }
        : await memberCorrelation(context.engine, matrix, members, { ...request, weights }, call);
    return {
      members: namesOf(view, members),
      rho: found.rho,
      meanRho: meanOfPairs(found.rho, members.length),
      observations: found.observations,
      estimates: { ...found.estimates },
      cells: cellQualityOf(view, members),
    };
  }),
);

/** correlation.rolling */
export const correlationRollingHandler = register(correlationRolling, (request, context, call) =>
  withMembers(request, request.members, context, call, async ({ view }) => {
    const { window } = request;
    const { observations } = view.matrix;
    if (window > observations) {
      throw new Problem("bad-request", `A window of ${window} is longer than the ${observations} rows.`);
    }
    const series = columnsOf(view.matrix, findMembers(view, request.members));
    return {
      dates: view.observations.slice(window - 1).map((one) => one.date),
      meanRho: rollingMeanCorrelation(series, window),
      window,
    };
  }),
);

/** correlation.structure */
export const correlationStructureHandler = register(correlationStructure, async (request, context, call) => {
  const pinned = await pinVersion(request, context);
  const { eigenvalues, ...ordered } = await keptOrder(pinned, context, call);
  const figures = await keptOrComputed("structure", pinned, { order: orderDigest(ordered) }, context, () =>
    onPairs(pinned, context, call, async ({ view }) => {
      const { columns, gram } = await viewDual(view, context, call);
      const varying = columns.varying.reduce((sum, one) => sum + one, 0);
      const noiseEdge = randomMatrixEdge(varying, columns.observations);
      const signalFactors = eigenvalues.filter((value) => value > noiseEdge).length;
      const listed = eigenvalues.reduce((sum, value) => sum + value, 0);
      return {
        varying,
        effectiveStrategies: effectiveNumber(gram, varying, columns.observations),
        separable: Math.max(1, columns.observations - 1),
        eigenvalues,
        explained: varying > 0 ? listed / varying : 0,
        noiseEdge,
        signalFactors,
        shrinkage: ledoitWolf(gram, columns.observations, varying),
        clustersAreNoise: signalFactors === 0,
        cells: cellQualityOf(view),
      };
    }),
  );
  return { ...ordered, ...figures, strategies: [...ordered.strategies] };
});

/** correlation.map */
export const correlationMapHandler = register(correlationMap, async (request, context, call) => {
  const pinned = await pinVersion(request, context);
  const { eigenvalues, ...ordered } = await keptOrder(pinned, context, call);
  const { blocks, weighting } = request;
  const asked = { blocks, weighting, order: orderDigest(ordered) };
  const map = await keptOrComputed("map", pinned, asked, context, () =>
    onPairs(pinned, context, call, async ({ view, session }) => {
      const { weights } = viewWeights(view, weighting);
      const n = view.matrix.strategies;
      const blockSize = Math.max(1, Math.ceil(n / blocks));
      const { blockMean, blockMin, blockMax } = await session.correlationReduce(
        { bins: 0, topK: 0, threshold: 1, thresholdCapacity: 0, order: ordered.order, blockSize, weights },
        call,
      );
      return { blockSize, side: Math.ceil(n / blockSize), mean: blockMean, min: blockMin, max: blockMax };
    }),
  );
  return { ...ordered, ...map, strategies: [...ordered.strategies] };
});

/** correlation.tile */
export const correlationTileHandler = register(correlationTile, async (request, context, call) => {
  checkTile(request);
  const pinned = await pinVersion(request, context);
  return onPairs(pinned, context, call, async ({ view, session }) => {
    const { order } = await orderOf(view, pinned, context, call);
    const { weights } = viewWeights(view, request.weighting);
    return readTile(session, order, request, weights, call);
  });
});

/** correlation.duplicates */
export const correlationDuplicatesHandler = register(correlationDuplicates, (request, context, call) =>
  onPairs(request, context, call, async ({ view, session }) => {
    const basis = metricBasis(request, context.settings, view);
    const { better } = metricTable[request.metric];
    if (better === "neither") {
      throw new Problem(
        "bad-request",
        `Neither more nor less of ${request.metric} makes a strategy better.`,
        {
          remedy: "Choose another metric to tell the better one by, such as ratio.",
        },
      );
    }
    if (hasThinTail(request.metric, basis.observations)) {
      const rows = basis.observations;
      throw new Problem("bad-request", `The tail of ${request.metric} is less than one of ${rows} rows.`, {
        remedy: "Choose another metric for the better one: this tail says nothing of which is better.",
      });
    }
    const values = await metricValues(session, [request.metric], nativeMetricConfig(basis), undefined, call);
    const figures = values[request.metric];
    const quality = better === "less" ? figures.map((value) => -value) : figures;
    const pairs = await pairsOver(session, request.threshold, call);
    return {
      strategies: namesOf(view),
      ...keepBetter(quality, pairs),
      pairs: pairs.rho.length,
      cells: cellQualityOf(view),
    };
  }),
);
