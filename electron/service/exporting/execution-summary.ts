import { algorithmLongName } from "./algorithm-long-name.ts";
import type { ExecutionResult } from "./algorithm-outcome.ts";
import { PythonFloat, type PythonJson, pythonJson } from "./python-json.ts";
import { successRate } from "./success-rate.ts";

/** Algorithms whose entry has `generations` where the others have `iterations`. */
const countsGenerations = new Set(["ga", "de"]);

/** execution_summary_{ts}.json, keys and layout of the later generations (2-blank indent, no final line end). */
export function executionSummary(run: ExecutionResult): string {
  const individual: Record<string, PythonJson> = {};
  for (const one of run.outcomes) {
    individual[algorithmLongName(one.algorithm)] = {
      best_fitness: new PythonFloat(one.fitness),
      best_portfolio: one.members,
      [countsGenerations.has(one.algorithm) ? "generations" : "iterations"]: one.iterations,
      evaluations: one.evaluations,
      execution_time: new PythonFloat(one.seconds),
      status: "success",
    };
  }
  return pythonJson({
    execution_metadata: {
      timestamp: run.timestamp,
      execution_time: new PythonFloat(run.seconds),
      algorithms_executed: run.outcomes.length + run.failed.length,
      success_rate: new PythonFloat(successRate(run)),
      // The replaced system always wrote 0 here; no file of it defines the figure.
      parallel_efficiency: 0,
    },
    best_result: {
      algorithm: algorithmLongName(run.best.algorithm),
      fitness: new PythonFloat(run.best.fitness),
      portfolio: run.best.members,
    },
    gpu_utilization: run.device ? { name: run.device.name, memory_total_mb: run.device.memoryMegabytes } : {},
    individual_results: individual,
    failed_algorithms: run.failed.map((one) => algorithmLongName(one.algorithm)),
  });
}
