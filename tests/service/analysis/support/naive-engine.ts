import { type MetricName, metricName } from "../../../../electron/contract/metrics.ts";
import { factsOfMatrix } from "../../../../electron/service/analysis/ulta/facts.ts";
import type { SessionHandle } from "../../../../electron/service/engine/addon/backend.ts";
import {
  type NativeOperations,
  type Operations,
  operationsOf,
} from "../../../../electron/service/engine/addon/operations.ts";
import type { Engine } from "../../../../electron/service/engine/engine.ts";
import { nativeIds } from "../../../../electron/service/engine/native-ids.ts";
import type { EngineSession } from "../../../../electron/service/engine/session.ts";
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";
import { naivePearson } from "./naive-pearson.ts";
import { type NaiveLegacy, naiveLegacy } from "./naive-series.ts";

const legacyFields: Partial<Record<MetricName, keyof NaiveLegacy>> = {
  roi: "roi",
  max_drawdown: "maxDrawdown",
  ratio: "ratio",
  win_rate: "winPercentage",
  profit_factor: "profitFactor",
  expectancy: "expectancy",
  annualized_return: "annualizedReturn",
  sharpe: "sharpe",
  sortino: "sortino",
};

/**
 * The engine's legacy figures in plain TypeScript: lets exporters and handlers be tested where no native module was
 * built, and is the second implementation that the native one is compared with.
 */
export function naiveEngine(): Engine {
  return {
    prepare: () => undefined,
    wanted: "naive",
    report: async () => [],
    backendFor: async () => "naive",
    searchTimes: async () => ({ processor: 0, device: null, isDevice: false, deviceName: null }),
    open: async (matrix) => naiveSession(matrix),
    backendsInUse: () => [],
    monitor: async () => [],
    plan: async () => [],
    selfTest: async () => [],
  };
}

/** Every operation of a session as this one function, for those that a test has no use for. */
export function everyOperation(does: () => Promise<never>): Operations {
  const names = Object.keys(operationsOf({} as NativeOperations, {} as SessionHandle));
  return Object.fromEntries(names.map((name) => [name, does])) as unknown as Operations;
}

function naiveSession(matrix: PnlMatrix): EngineSession {
  const column = (i: number) => matrix.rows.map((row) => row[i] as number);
  const unsupported = () => Promise.reject(new Error("the naive engine does not do this"));
  return {
    backend: "naive",
    observations: matrix.observations,
    strategies: matrix.strategies,
    memory: [],
    ...everyOperation(unsupported),
    async metrics(ids, config, strategies) {
      if (config.profile !== nativeIds.profile.legacy) return unsupported();
      const chosen = strategies ?? Uint32Array.from({ length: matrix.strategies }, (_, i) => i);
      const figures = Array.from(chosen, (i) => naiveLegacy(column(i)));
      return Float64Array.from(
        Array.from(ids).flatMap((id) => {
          const field = legacyFields[metricName.options[id] as MetricName];
          if (!field) throw new Error(`the naive engine has no ${metricName.options[id]}`);
          return figures.map((figure) => figure[field]);
        }),
      );
    },
    correlationMatrix: async (rows, columns) =>
      Float64Array.from(
        Array.from(rows).flatMap((a) => Array.from(columns, (b) => naivePearson(column(a), column(b)))),
      ),
    async inversionFigures() {
      const { sum, smallest, largest, negativeRows } = factsOfMatrix(matrix);
      return Float64Array.from([...sum, ...smallest, ...largest, ...Array.from(negativeRows)]);
    },
    search: unsupported,
    judgements: {
      judge: unsupported,
      choose: unsupported,
      measure: unsupported,
      believe: unsupported,
      close() {},
    },
    close() {},
  };
}
