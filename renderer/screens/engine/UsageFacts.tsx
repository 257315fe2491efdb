import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { engineMonitor } from "../../../electron/contract/methods/engine.ts";
import { Bytes, Meter } from "../../ui/figures.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { formatDuration } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";
import { operationWords } from "./operation-words.ts";

type Usage = ResultOf<typeof engineMonitor>["backends"][number];

/** A time per run, or a dash where it is not known. */
const each = (ms: number, runs: number): string => {
  const one = ms / Math.max(1, runs);
  if (!(one > 0)) return "–";
  return one < 1 ? `${formatFigure(one * 1000, one < 0.01 ? 1 : 0)} µs` : formatDuration(one / 1000);
};

/** What a backend holds and how long its operations took since the program started. */
export function UsageFacts({ usage }: { usage: Usage }) {
  const { sessions, memoryUsedBytes: used, memoryLimitBytes: limit, memoryPeakBytes: peak } = usage;
  return (
    <>
      <dl className="device-facts usage-facts">
        <dt>Matrices held</dt>
        <dd>
          {formatFigure(sessions)}
          {usage.streamedSessions > 0 && `, ${formatFigure(usage.streamedSessions)} of them streamed`}
        </dd>
        {peak > 0 && (
          <>
            <dt {...tip("Memory of matrices\nWhat they and the work on them take, of what they may take")}>
              They take
            </dt>
            <dd>
              <Bytes value={used} />
              {limit > 0 && (
                <>
                  {" "}
                  of <Bytes value={limit} />
                </>
              )}
              , at most <Bytes value={peak} /> so far
            </dd>
          </>
        )}
        {usage.utilisationPercent !== null && (
          <>
            <dt>Busy</dt>
            <dd>{formatFigure(usage.utilisationPercent)} %</dd>
          </>
        )}
      </dl>
      {limit > 0 && peak > 0 && <Meter share={used / limit} />}
      {usage.operations.length > 0 && (
        <table className="lane-table operations">
          <thead>
            <tr>
              <th scope="col">Operation</th>
              <NumberHead>Runs</NumberHead>
              <NumberHead explain={"Mean time of a run\nAs its caller waited"}>Each</NumberHead>
              <NumberHead
                explain={"Mean time on the device\nBy the device's own clock; the processor has none"}
              >
                Device
              </NumberHead>
              <NumberHead explain={"Mean time of copies\nTo and from the device"}>Copies</NumberHead>
            </tr>
          </thead>
          <tbody>
            {usage.operations.map((one) => (
              <tr key={one.name}>
                <th scope="row">
                  {operationWords(one.name)}
                  {one.failed > 0 && <span className="loss"> {formatFigure(one.failed)} failed</span>}
                </th>
                <td className="number">{formatFigure(one.runs)}</td>
                <td className="number">{each(one.wallMs, one.runs)}</td>
                <td className="number">{each(one.kernelMs, one.runs)}</td>
                <td className="number">{each(one.transferMs, one.runs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
