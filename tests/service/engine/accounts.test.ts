import { describe, expect, it } from "vitest";
import { describeAccount, engineWarnings } from "../../../electron/service/engine/accounts.ts";
import { createEngine } from "../../../electron/service/engine/engine.ts";
import { nativeIds } from "../../../electron/service/engine/native-ids.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";

const thresholds = { memory: 90, failed: 1, transfer: 50 };

function engine(memoryLimitBytes = 0) {
  const prober = async () => ({ works: false as const, reason: "not tried" });
  return createEngine({ backend: "cpu", device: -1, threads: 1, memoryLimitBytes, prober });
}

const matrix = (observations: number, strategies: number) => ({
  observations,
  strategies,
  rows: Array.from({ length: observations }, (_, t) =>
    Float64Array.from({ length: strategies }, (_, i) => ((t * 7 + i * 3) % 11) - 5),
  ),
});
const config = { profile: nativeIds.profile.textbook, annualisation: 1, riskFree: 0, mar: 0, capital: 0 };

describe.skipIf(noEngine)("the engine's monitor", () => {
  it("counts runs and memory of open sessions, and keeps the times of closed ones", async () => {
    const made = engine();
    expect((await made.monitor())[0]).toMatchObject({ name: "cpu", sessions: 0, operations: [] });
    const session = await made.open(matrix(5, 40));
    await session.metrics(Uint32Array.of(nativeIds.metric.roi), config);
    await session.correlationMatrix(Uint32Array.of(0, 1), Uint32Array.of(2));
    const [open] = await made.monitor();
    expect(open).toMatchObject({ sessions: 1, streamedSessions: 0, utilisationPercent: null });
    expect(open?.memoryUsedBytes).toBeGreaterThan(0);
    expect(open?.operations.map((one) => [one.name, one.runs, one.failed])).toEqual([
      ["metrics", 1, 0],
      ["correlation-matrix", 1, 0],
    ]);
    session.close();
    const [closed] = await made.monitor();
    expect(closed).toMatchObject({ sessions: 0, memoryUsedBytes: 0 });
    expect(closed?.memoryPeakBytes).toBe(open?.memoryUsedBytes);
    expect(closed?.operations).toEqual(open?.operations);
  });

  it("plans exactly what a session then takes", async () => {
    const made = engine();
    const [plan] = await made.plan({ strategies: 300, observations: 17 });
    const session = await made.open(matrix(17, 300));
    await session.scorePortfolios(Uint32Array.of(0, 1), 2, {
      metric: 1,
      penalty: 2,
      peakFromZero: false,
      penaltyWeight: 0,
      drawdownThreshold: 0,
      drawdownFloor: 0,
      annualisation: 1,
      hybridShare: 0,
      weights: new Float64Array(6),
    });
    const [monitor] = await made.monitor();
    session.close();
    expect(plan?.peakBytes).toBe(monitor?.memoryUsedBytes);
    expect(plan?.summary).toContain("300 strategies x 17 rows");
  });

  it("meets the published figures", async () => {
    const [cpu] = await engine().selfTest();
    expect(cpu?.checks.filter((check) => !check.passed)).toEqual([]);
    expect(cpu?.checks.length).toBeGreaterThan(10);
  });
});

describe("warnings", () => {
  const account = {
    open: [
      {
        deviceCount: 1,
        memoryLimitBytes: 100,
        memoryUsedBytes: 95,
        memoryPeakBytes: 99,
        utilisationPercent: 40,
        matrixResident: false,
        times: Float64Array.from({ length: 80 }, (_, place) =>
          place < 5 ? 0 : ([200, 3, 900, 100, 300][place % 5] ?? 0),
        ),
      },
    ],
    closedTimes: new Float64Array(0),
    peakBytes: 99,
  };

  const names = ["", "metrics", "correlation-reduce"];

  it("name the memory, the streaming, the failures and the copying", () => {
    const texts = engineWarnings(describeAccount("cuda", account, names), thresholds).join("\n");
    expect(texts).toContain("95 % of the memory");
    expect(texts).toContain("does not fit");
    expect(texts).toContain("1.5 % of 200 runs of metrics failed");
    expect(texts).toContain("Copying takes 75 %");
  });

  it("stay away while all is well", () => {
    const quiet = { open: [], closedTimes: new Float64Array(80), peakBytes: 0 };
    expect(engineWarnings(describeAccount("cuda", quiet, names), thresholds)).toEqual([]);
  });
});
