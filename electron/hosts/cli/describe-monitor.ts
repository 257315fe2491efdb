import type { ResultOf } from "../../contract/method.ts";
import type { engineMonitor } from "../../contract/methods/engine.ts";
import { formatBytes } from "../../contract/text.ts";

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** Lines about what the engine has done so far; none while it has done nothing. */
export function describeMonitor({ backends, warnings }: ResultOf<typeof engineMonitor>): string[] {
  const lines = backends.flatMap((backend) => {
    if (backend.operations.length === 0 && backend.sessions === 0) return [];
    const busy = backend.utilisationPercent === null ? "" : `, device ${backend.utilisationPercent} % busy`;
    return [
      `${backend.name}: ${formatBytes(backend.memoryUsedBytes)} in use, at most ${formatBytes(backend.memoryPeakBytes)}${busy}`,
      ...backend.operations.map(
        ({ name, runs, failed, wallMs, kernelMs, transferMs }) =>
          `    ${name}: ${runs} runs${failed > 0 ? `, ${failed} failed` : ""}, ${milliseconds(wallMs)}` +
          (kernelMs + transferMs > 0
            ? ` (device ${milliseconds(kernelMs)}, copies ${milliseconds(transferMs)})`
            : ""),
      ),
    ];
  });
  return [...lines, ...warnings.map((warning) => `warning: ${warning.backend}: ${warning.text}`)];
}
