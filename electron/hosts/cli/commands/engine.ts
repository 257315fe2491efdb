import type { ResultOf } from "../../../contract/method.ts";
import { engineMonitor, engineReport, engineSelfTest } from "../../../contract/methods/engine.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeMonitor } from "../describe-monitor.ts";

interface Answer extends ResultOf<typeof engineReport> {
  readonly selfTest?: ResultOf<typeof engineSelfTest>["backends"];
  readonly monitor: ResultOf<typeof engineMonitor>;
}

function describe({ backends, selfTest, monitor }: Answer): string {
  const found = backends.map((backend) => {
    const head = `${backend.used ? "●" : "○"} ${backend.name}${backend.version ? ` ${backend.version}` : ""}`;
    const devices = backend.devices.map(
      (device, index) =>
        `    device ${index}: ${device.name}, ${device.detail}, ${device.threadCount} threads, ` +
        `${formatBytes(device.memoryFreeBytes)} free of ${formatBytes(device.memoryBytes)}`,
    );
    return [`${head}${backend.used ? "  (in use)" : ""}`, `    ${backend.reason}`, ...devices].join("\n");
  });
  const tested = (selfTest ?? []).flatMap((backend) => [
    `${backend.name}: ${backend.passed ? "all" : "not all"} of ${backend.checks.length} published figures are met`,
    ...backend.checks
      .filter((check) => !check.passed)
      .map((check) => `    ${check.name}: ${check.problem ?? check.computed} instead of ${check.expected}`),
  ]);
  return [...found, ...tested, ...describeMonitor(monitor)].join("\n");
}

/** tessera engine */
export const defineEngine: DefineCommand = (command, session) => {
  command
    .option("--self-test", "compare every backend that works with published figures")
    .action(async ({ selfTest }: { readonly selfTest?: boolean }) => {
      const report = await session.call(engineReport, {});
      const tested = selfTest ? (await session.call(engineSelfTest, {})).backends : undefined;
      const monitor = await session.call(engineMonitor, {});
      await session.print({ ...report, ...(tested ? { selfTest: tested } : {}), monitor }, describe);
      if (tested?.some((backend) => !backend.passed)) process.exitCode = 1;
    });
};
