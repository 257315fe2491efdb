import type { BackendMonitor } from "./describe-account.ts";

/** From the settings engine.warn_*, percent. */
export interface EngineThresholds {
  readonly memory: number;
  readonly failed: number;
  readonly transfer: number;
}

/** Device milliseconds below which a share of them says nothing. */
const tellingMilliseconds = 100;

const percent = (part: number, whole: number): number => (whole > 0 ? (100 * part) / whole : 0);

/** What of a backend's account a user should know, one sentence each. */
export function engineWarnings(monitor: BackendMonitor, thresholds: EngineThresholds): string[] {
  const warnings: string[] = [];
  const memory = percent(monitor.memoryUsedBytes, monitor.memoryLimitBytes);
  if (memory > thresholds.memory) {
    warnings.push(`${memory.toFixed(0)} % of the memory that may be used is taken.`);
  }
  if (monitor.streamedSessions > 0) {
    warnings.push("A matrix does not fit the device's memory and is sent again for every pass.");
  }
  for (const { name, runs, failed, kernelMs, transferMs } of monitor.operations) {
    const failing = percent(failed, runs);
    if (failing > thresholds.failed) {
      warnings.push(`${failing.toFixed(1)} % of ${runs} runs of ${name} failed.`);
    }
    const copying = percent(transferMs, kernelMs + transferMs);
    if (copying > thresholds.transfer && kernelMs + transferMs > tellingMilliseconds) {
      warnings.push(`Copying takes ${copying.toFixed(0)} % of the device's time in ${name}.`);
    }
  }
  return warnings;
}
