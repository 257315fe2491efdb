import { Button, Tab, Tabs } from "@blueprintjs/core";
import { Refresh } from "@blueprintjs/icons";
import { useState } from "react";
import { engineReport } from "../../../electron/contract/methods/engine-report.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Loading } from "../../ui/Loading.tsx";
import { ProblemView } from "../../ui/ProblemView.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { BackendPanel } from "./BackendPanel.tsx";
import "./engine.css";
import { SettingsPanel } from "./SettingsPanel.tsx";

/** What computes and how it is set up. */
export function EngineScreen() {
  const [tab, setTab] = useState("devices");
  const { data, problem, loading, reload } = useResult(engineReport, {}, [
    "engine-changed",
    "settings-changed",
  ]);
  const used = data?.backends.find((backend) => backend.used);
  return (
    <Screen
      title="Engine"
      subtitle={used ? `${used.name.toUpperCase()} computes` : undefined}
      actions={<Button icon={<Refresh />} text="Look again" loading={loading} onClick={reload} />}
    >
      <Tabs
        id="engine-tabs"
        selectedTabId={tab}
        onChange={(next) => setTab(String(next))}
        className="engine-tabs"
      >
        <Tab
          id="devices"
          title="Backends"
          panel={
            problem ? (
              <ProblemView problem={problem} onRetry={reload} />
            ) : data ? (
              <div className="engine-backends">
                {data.backends
                  .toSorted((a, b) => Number(b.used) - Number(a.used))
                  .map((backend) => (
                    <BackendPanel key={backend.name} backend={backend} />
                  ))}
              </div>
            ) : (
              <Loading what="Looking for devices" />
            )
          }
        />
        <Tab id="settings" title="Settings" panel={<SettingsPanel />} />
      </Tabs>
    </Screen>
  );
}
