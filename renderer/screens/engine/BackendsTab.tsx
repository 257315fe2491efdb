import { Callout, Tag } from "@blueprintjs/core";
import { useEffect } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { engineMonitor, engineReport } from "../../../electron/contract/methods/engine.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Bytes, Count, Meter } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { asSentence, backendName, operationWords } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";

const REFRESH_MS = 2_000;

/** Every backend: used or not and why, its devices, what it holds and how long things took. */
export function BackendsTab({ turn }: { turn: number }) {
  const { data, problem, reload } = useResult(engineReport, {}, ["engine-changed", "settings-changed"]);
  const { data: usage, reload: lookAgain } = useResult(engineMonitor, {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks again
  useEffect(() => {
    if (turn > 0) reload();
  }, [turn]);
  useEffect(() => {
    const timer = setInterval(lookAgain, REFRESH_MS);
    return () => clearInterval(timer);
  }, [lookAgain]);
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what="Looking for devices" />;
  return (
    <div className="engine-tab">
      {usage?.warnings.map(({ backend, text }) => (
        <Callout key={`${backend} ${text}`} intent="warning" compact>
          {backendName(backend)}: {text}
        </Callout>
      ))}
      <div className="engine-backends">
        {data.backends
          .toSorted((a, b) => Number(b.used) - Number(a.used))
          .map((backend) => (
            <BackendPanel
              key={backend.name}
              backend={backend}
              usage={usage?.backends.find(({ name }) => name === backend.name)}
            />
          ))}
      </div>
    </div>
  );
}

type Backend = ResultOf<typeof engineReport>["backends"][number];

interface BackendPanelProps {
  readonly backend: Backend;
  readonly usage: ResultOf<typeof engineMonitor>["backends"][number] | undefined;
}

/** One backend: whether it computes, why or why not, and what it runs on. */
export function BackendPanel({ backend, usage }: BackendPanelProps) {
  return (
    <Panel
      title={backendName(backend.name)}
      note={backend.version ? `version ${backend.version}` : undefined}
      actions={<Tag intent={backend.used ? "primary" : "none"}>{backend.used ? "In use" : "Not used"}</Tag>}
    >
      <p className="backend-reason">{asSentence(backend.reason)}</p>
      {backend.devices.map((device) => {
        const taken = device.memoryBytes - device.memoryFreeBytes;
        return (
          <div className="device" key={`${device.name} ${device.detail}`}>
            <div className="device-name">{device.name}</div>
            <div className="faint">{device.detail}</div>
            <dl className="device-facts">
              <dt>Threads</dt>
              <dd>
                <Count value={device.threadCount} of="thread" />
              </dd>
              <dt>Memory</dt>
              <dd>
                <Bytes value={taken} /> of <Bytes value={device.memoryBytes} /> in use
              </dd>
            </dl>
            <Meter share={taken / Math.max(1, device.memoryBytes)} />
          </div>
        );
      })}
      {usage && <UsageFacts usage={usage} />}
    </Panel>
  );
}

type Usage = ResultOf<typeof engineMonitor>["backends"][number];

/** What a backend holds and how long its operations took since the program started. */
export function UsageFacts({ usage }: { usage: Usage }) {
  const { sessions, memoryUsedBytes: used, memoryLimitBytes: limit, memoryPeakBytes: peak } = usage;
  return (
    <>
      <dl className="device-facts usage-facts">
        <dt>Tables held</dt>
        <dd>
          {formatFigure(sessions)}
          {usage.streamedSessions > 0 && `, ${formatFigure(usage.streamedSessions)} of them streamed`}
        </dd>
        {peak > 0 && (
          <>
            <dt {...tip("Memory of tables\nWhat they and the work on them take, of what they may take")}>
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

/** A time per run, or a dash where it is not known. */
const each = (ms: number, runs: number): string => {
  const one = ms / Math.max(1, runs);
  if (!(one > 0)) return "–";
  return one < 1 ? `${formatFigure(one * 1000, one < 0.01 ? 1 : 0)} µs` : formatDuration(one / 1000);
};
