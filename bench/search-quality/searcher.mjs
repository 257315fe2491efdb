import { metricObjective } from "../../electron/service/analysis/metrics/objective.ts";
import { createEngine } from "../../electron/service/engine/engine.ts";
import { nativeIds } from "../../electron/service/engine/native-ids.ts";
import { liveBuffer, liveView } from "../../electron/service/search/race.ts";

/** The replaced system's objective: ratio, weight 10, no drawdown floor. */
const ratioObjective = metricObjective({
  metric: "ratio",
  drawdownThreshold: 0,
  drawdownFloor: 0,
  penaltyWeight: 10,
  overZones: false,
  peakFromZero: false,
  annualisation: 252,
});

/** Single searches on a matrix, on the processor. */
export async function searcher(matrix, threads) {
  const engine = createEngine({
    backend: "cpu",
    device: -1,
    threads,
    memoryLimitBytes: 0,
    prober: () => Promise.reject(new Error("the processor needs no probe")),
  });
  const session = await engine.open(matrix);
  const call = { signal: new AbortController().signal, progress: () => undefined };
  return {
    close: () => session.close(),
    /** Fitness of portfolios, each a list of strategies. */
    async score(portfolios) {
      const size = portfolios[0].length;
      const { components } = await session.scorePortfolios(
        Uint32Array.from(portfolios.flatMap((one) => [...one].sort((a, b) => a - b))),
        size,
        ratioObjective,
      );
      const width = Object.keys(nativeIds.component).length;
      return portfolios.map((_, k) => components[k * width + nativeIds.component.fitness]);
    },
    async run(
      algorithm,
      size,
      { seed, evaluations = Number.MAX_SAFE_INTEGER, seconds = 0, parameters = {} },
    ) {
      const live = liveBuffer(size);
      const result = await session.search(
        {
          algorithm,
          size,
          seed: BigInt(seed),
          objective: ratioObjective,
          maxEvaluations: evaluations,
          maxSeconds: seconds,
          stagnation: 0,
          pauseAfterSeconds: 0,
          threads,
          maxPairCorrelation: 1,
          maxDrawdown: 0,
          groupings: [],
          parameters,
          live,
        },
        call,
      );
      return { ...result, spread: liveView(live).spread };
    },
  };
}
