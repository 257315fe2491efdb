import { Callout } from "@blueprintjs/core";
import { useEffect } from "react";
import { engineMonitor, engineReport } from "../../../electron/contract/methods/engine.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { BackendPanel } from "./BackendPanel.tsx";
import { backendName } from "./backend-names.ts";

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
