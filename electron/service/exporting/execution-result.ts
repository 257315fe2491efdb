import { portfolioPnl } from "../analysis/series/portfolio.ts";
import type { BackendReport } from "../engine/choose-backend.ts";
import type { AlgorithmOutcome, ExecutionResult } from "./algorithm-outcome.ts";
import { bestFound } from "./best-found.ts";
import type { AlgorithmRun, LegacyRun } from "./legacy-run.ts";
import { runIdOf } from "./local-time.ts";

/** The facts of a run in the terms of the later generations' reports, whose series is the member **sum**. */
export function executionResult(run: LegacyRun, backends: readonly BackendReport[]): ExecutionResult | null {
  const outcomes = run.algorithms.map((one) => outcome(run, one));
  const winner = bestFound(run.algorithms);
  const best = winner && outcomes[run.algorithms.indexOf(winner)];
  if (!best) return null;
  const gpu = backends.find((backend) => backend.used && backend.name !== "cpu")?.devices[0];
  return {
    timestamp: runIdOf(run.startedAt),
    seconds: (run.finishedAt.getTime() - run.startedAt.getTime()) / 1000,
    outcomes,
    failed: run.failed ?? [],
    best,
    device: gpu ? { name: gpu.name, memoryMegabytes: Math.round(gpu.memoryBytes / 2 ** 20) } : null,
  };
}

function outcome(run: LegacyRun, one: AlgorithmRun): AlgorithmOutcome {
  const sums = portfolioPnl(run.table.matrix, one.members).map((mean) => mean * one.members.length);
  const total = sums.reduce((a, b) => a + b, 0);
  const mean = total / sums.length;
  const volatility = Math.sqrt(sums.reduce((a, x) => a + (x - mean) ** 2, 0) / sums.length);
  return {
    algorithm: one.algorithm,
    fitness: one.fitness,
    members: one.members.map((member) => run.source?.[member] ?? member),
    evaluations: one.evaluations,
    iterations: one.iterations,
    seconds: one.seconds,
    totalReturn: total,
    volatility,
    sharpe: volatility === 0 ? 0 : mean / volatility,
  };
}
