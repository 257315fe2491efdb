import type { ResultOf } from "../../../contract/method.ts";
import { engineReport } from "../../../contract/methods/engine-report.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatBytes } from "../format-bytes.ts";

function describe({ backends }: ResultOf<typeof engineReport>): string {
  return backends
    .map((backend) => {
      const head = `${backend.used ? "●" : "○"} ${backend.name}${backend.version ? ` ${backend.version}` : ""}`;
      const devices = backend.devices.map(
        (device, index) =>
          `    device ${index}: ${device.name}, ${device.detail}, ${device.threadCount} threads, ` +
          `${formatBytes(device.memoryFreeBytes)} free of ${formatBytes(device.memoryBytes)}`,
      );
      return [`${head}${backend.used ? "  (in use)" : ""}`, `    ${backend.reason}`, ...devices].join("\n");
    })
    .join("\n");
}

/** tessera engine */
export const defineEngine: DefineCommand = (command, session) => {
  command.action(async () => {
    await session.print(await session.call(engineReport, {}), describe);
  });
};
