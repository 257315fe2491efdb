import type { ResultOf } from "../../contract/method.ts";
import type { engineMonitor } from "../../contract/methods/engine.ts";
import { figuresOfOperation, operationNames } from "./operation-names.ts";
import type { BackendAccount } from "./session-accounts.ts";

export type BackendMonitor = ResultOf<typeof engineMonitor>["backends"][number];

/** A backend's account as the contract has it. */
export function describeAccount(name: string, account: BackendAccount): BackendMonitor {
  const { open, closedTimes } = account;
  const sum = (figure: (stats: (typeof open)[number]) => number): number =>
    open.reduce((total, stats) => total + figure(stats), 0);
  const busiest = Math.max(-1, ...open.map((stats) => stats.utilisationPercent));
  return {
    name,
    sessions: open.length,
    memoryUsedBytes: sum((stats) => stats.memoryUsedBytes),
    // Sessions share what was free when the first of them opened.
    memoryLimitBytes: Math.max(0, ...open.map((stats) => stats.memoryLimitBytes)),
    memoryPeakBytes: account.peakBytes,
    utilisationPercent: busiest < 0 ? null : busiest,
    streamedSessions: open.filter((stats) => !stats.matrixResident).length,
    operations: operationNames.flatMap((operation, id) => {
      const at = (figure: number): number => {
        const place = id * figuresOfOperation + figure;
        return (closedTimes[place] ?? 0) + sum((stats) => stats.times[place] ?? 0);
      };
      if (!operation || at(0) === 0) return [];
      return {
        name: operation,
        runs: at(0),
        failed: at(1),
        wallMs: at(2),
        kernelMs: at(3),
        transferMs: at(4),
      };
    }),
  };
}
