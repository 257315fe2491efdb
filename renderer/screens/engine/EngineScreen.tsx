import { Button } from "@blueprintjs/core";
import { Refresh } from "@blueprintjs/icons";
import { useState } from "react";
import { engineReport } from "../../../electron/contract/methods/engine.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useCommands } from "../../state/commands.ts";
import { useErrand } from "../../state/route.ts";
import { Screen, TabStrip, useScrollFocus } from "../../ui/panels.tsx";
import { backendName } from "../../ui/text.ts";
import { BackendsTab } from "./BackendsTab.tsx";
import "./engine.css";
import { PlanTab } from "./PlanTab.tsx";
import { DoctorPanel, RunsTab } from "./RunsTab.tsx";
import { SelfTestTab } from "./SelfTestTab.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";

const tabs = [
  { id: "backends", title: "Backends" },
  { id: "plan", title: "Memory plan" },
  { id: "runs", title: "Runs" },
  { id: "test", title: "Self-test" },
  { id: "settings", title: "Settings" },
];

/** What computes, whether it computes right, what a matrix would take, and how all is set up. */
export function EngineScreen() {
  const [tab, setTab] = useState("backends");
  useErrand("engine", setTab);
  const [turn, setTurn] = useState(0);
  const scroll = useScrollFocus();
  const { data } = useResult(engineReport, {}, ["engine-changed", "settings-changed"]);
  const used = data?.backends.find((backend) => backend.used);
  useCommands(
    "Engine",
    tabs.map(({ id, title }) => ({ title: `Engine: ${title.toLowerCase()}`, run: () => setTab(id) })),
  );
  return (
    <Screen
      title="Engine"
      subtitle={used ? `${backendName(used.name)} computes: ${used.devices[0]?.name ?? ""}` : undefined}
      actions={
        tab === "backends" ? (
          <Button icon={<Refresh />} text="Look again" onClick={() => setTurn(turn + 1)} />
        ) : undefined
      }
    >
      <div className="engine">
        <TabStrip label="Engine" selected={tab} onSelect={setTab} tabs={tabs} />
        <div className="engine-content" ref={scroll}>
          {tab === "backends" && <BackendsTab turn={turn} />}
          {tab === "plan" && <PlanTab />}
          {tab === "runs" && <RunsTab />}
          {tab === "test" && (
            <div className="engine-tab">
              <DoctorPanel />
              <SelfTestTab />
            </div>
          )}
          {tab === "settings" && <SettingsPanel />}
        </div>
      </div>
    </Screen>
  );
}
