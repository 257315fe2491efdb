import {
  correlationDuplicates,
  correlationMap,
  correlationMatrix,
  correlationRolling,
  correlationStructure,
  correlationSummary,
  correlationTile,
} from "../../../contract/methods/correlation.ts";
import { metricTable } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { register } from "../../handler.ts";
import { columnsOf } from "../correlation/columns.ts";
import { keepBetter, likeStrategies } from "../correlation/duplicates.ts";
import { meanOfPairs, memberCorrelation } from "../correlation/members.ts";
import { keptOrder, orderDigest, orderOf } from "../correlation/order.ts";
import { strip, summaryByPieces } from "../correlation/pieces.ts";
import { rollingMeanCorrelation } from "../correlation/rolling.ts";
import { effectiveNumber, ledoitWolf, randomMatrixEdge } from "../correlation/spectrum.ts";
import { summaryOf, summaryPass } from "../correlation/summary.ts";
import { checkTile, readTile } from "../correlation/tile.ts";
import { viewWeights } from "../correlation/weights.ts";
import { withPieces, withPlaces, withWholeColumns } from "../correlation/whole-columns.ts";
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
    if (sizes)
      return withPieces(pinned, sizes, context, call, (table) =>
        summaryByPieces(table, pass, sizes, context, call),
      );
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
  return withWholeColumns(pinned, context, call, async (open) => {
    const { eigenvalues, ...ordered } = await keptOrder(pinned, context, call, open);
    const figures = await keptOrComputed("structure", pinned, { order: orderDigest(ordered) }, context, () =>
      open(async (whole) => {
        const dual = await whole.dual();
        const { varying, observations } = dual;
        const noiseEdge = randomMatrixEdge(varying, observations);
        const signalFactors = eigenvalues.filter((value) => value > noiseEdge).length;
        const listed = eigenvalues.reduce((sum, value) => sum + value, 0);
        return {
          varying,
          effectiveStrategies: effectiveNumber(dual),
          separable: Math.max(1, observations - 1),
          eigenvalues,
          explained: varying > 0 ? listed / varying : 0,
          noiseEdge,
          signalFactors,
          shrinkage: ledoitWolf(dual),
          clustersAreNoise: signalFactors === 0,
          cells: whole.cells,
        };
      }),
    );
    return { ...ordered, ...figures, strategies: ordered.strategies as string[] };
  });
});

/** correlation.map */
export const correlationMapHandler = register(correlationMap, async (request, context, call) => {
  const pinned = await pinVersion(request, context);
  return withWholeColumns(pinned, context, call, async (open) => {
    const { eigenvalues, ...ordered } = await keptOrder(pinned, context, call, open);
    const { blocks, weighting } = request;
    const asked = { blocks, weighting, order: orderDigest(ordered) };
    const map = await keptOrComputed("map", pinned, asked, context, () =>
      open(async (whole) => {
        const n = whole.strategies.length;
        const blockSize = Math.max(1, Math.ceil(n / blocks));
        const { blockMean, blockMin, blockMax } = await whole.map(ordered.order, blockSize);
        return { blockSize, side: Math.ceil(n / blockSize), mean: blockMean, min: blockMin, max: blockMax };
      }),
    );
    return { ...ordered, ...map, strategies: ordered.strategies as string[] };
  });
});

/** correlation.tile */
export const correlationTileHandler = register(correlationTile, async (request, context, call) => {
  checkTile(request);
  const pinned = await pinVersion(request, context);
  const sizes = await piecesOf(pinned, strip, context);
  if (!sizes)
    return onPairs(pinned, context, call, async (opened) => {
      const { order } = await orderOf(opened, pinned, context, call);
      const { weights } = viewWeights(opened.view, request.weighting);
      return readTile(opened.session, order, request, weights, call);
    });
  const { order } = await withWholeColumns(pinned, context, call, (open) =>
    keptOrder(pinned, context, call, open),
  );
  const { down, across } = request;
  const places = [down, across].map(({ from, count }) => order.subarray(from, from + count));
  return withPlaces(pinned, places, sizes, context, call, async (session, at, weights) => {
    const tile = await readTile(session, order.map(at), request, weights, call);
    const [rows, columns] = places;
    return { ...tile, down: Uint32Array.from(rows ?? []), across: Uint32Array.from(columns ?? []) };
  });
});

/** correlation.duplicates */
export const correlationDuplicatesHandler = register(
  correlationDuplicates,
  async (request, context, call) => {
    const { metric } = request;
    const { better } = metricTable[metric];
    if (better === "neither") {
      throw new Problem("bad-request", `Neither more nor less of ${metric} makes a strategy better.`, {
        remedy: "Choose another metric to tell the better one by, such as ratio.",
      });
    }
    const pinned = await pinVersion(request, context);
    const found = await likeStrategies(pinned, context, call);
    const quality = better === "less" ? found.figures.map((value) => -value) : found.figures;
    const { strategies, pairs, cells } = found;
    return { strategies, ...keepBetter(quality, pairs), pairs: pairs.rho.length, cells };
  },
);
