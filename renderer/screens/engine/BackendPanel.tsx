import { Tag } from "@blueprintjs/core";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { engineMonitor, engineReport } from "../../../electron/contract/methods/engine.ts";
import { Bytes, Count, Meter } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { asSentence } from "../../ui/text.ts";
import { backendName } from "./backend-names.ts";
import { UsageFacts } from "./UsageFacts.tsx";

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
