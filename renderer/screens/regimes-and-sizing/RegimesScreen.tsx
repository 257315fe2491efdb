import { Button, Callout } from "@blueprintjs/core";
import { Reset } from "@blueprintjs/icons";
import { useMemo } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { regimeSummary } from "../../../electron/contract/methods/regime.ts";
import { zoneSummary } from "../../../electron/contract/methods/zone.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useCommands } from "../../state/commands.ts";
import { type AnalysisView, analysisViews, changeView, useView } from "../../state/view.ts";
import { KeyFigure } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { NoDataset, Screen } from "../../ui/panels.tsx";
import { messages } from "../../ui/toaster.tsx";
import { ConfidencePanel } from "./ConfidencePanel.tsx";
import { DefinitionsPanel } from "./DefinitionsPanel.tsx";
import { GroupsPanel } from "./groups/GroupsPanel.tsx";
import { KellyPanel } from "./KellyPanel.tsx";
import { RegimesPanel } from "./RegimesPanel.tsx";
import "./regimes.css";
import { ZonesPanel } from "./ZonesPanel.tsx";

/** Which observations count, how rows are formed, under which definitions, and how much to put on what. */
export function RegimesScreen() {
  const view = useView();
  const { data, problem, loading, reload } = useResult(regimeSummary, view, ["datasets-changed"]);
  const zones = useResult(zoneSummary, view && { dataset: view.dataset }, ["datasets-changed"]);
  const change = useMemo(
    () => (part: Partial<AnalysisView>) => {
      if (view) changeView(view.dataset, part);
    },
    [view],
  );
  const reset = () => {
    if (!view) return;
    const before = analysisViews.get();
    analysisViews.set(({ [view.dataset]: _, ...others }) => others);
    messages.done("All observations take part again.", () => analysisViews.set(before));
  };
  useCommands("Regimes", [{ title: "Use all observations", words: "reset threshold", run: reset }]);
  if (view === null) return <NoDataset title="Regimes and sizing" />;
  return (
    <Screen
      title="Regimes and sizing"
      subtitle={
        data && `${formatFigure(data.kept)} of ${formatFigure(data.observations)} observations take part`
      }
      actions={<Button icon={<Reset />} text="Use all observations" onClick={reset} />}
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !data ? (
        <Loading what="Reading the regimes" />
      ) : (
        <div className="regimes" aria-busy={loading}>
          <Figures data={data} zones={zones.data?.zones.length ?? 0} />
          {data.warnings.map((warning) => (
            <Callout key={warning} intent="warning" compact>
              {warning}
            </Callout>
          ))}
          <div className="regimes-grid">
            {data.regimes.length > 0 && <RegimesPanel data={data} view={view} onChange={change} />}
            {data.withoutConfidence < data.observations && (
              <ConfidencePanel data={data} view={view} onChange={change} />
            )}
            {zones.data && zones.data.zones.length > 0 && (
              <ZonesPanel data={zones.data} view={view} onChange={change} />
            )}
            <DefinitionsPanel view={view} onChange={change} />
            {(zones.data || !zones.loading) && (
              <GroupsPanel
                view={view}
                hasRegimes={data.regimes.length > 0}
                hasZones={(zones.data?.zones.length ?? 0) > 0}
              />
            )}
            <KellyPanel view={view} />
          </div>
        </div>
      )}
    </Screen>
  );
}

function Figures({ data, zones }: { data: ResultOf<typeof regimeSummary>; zones: number }) {
  return (
    <div className="key-figures regimes-figures">
      <KeyFigure
        label="Observations kept"
        value={formatFigure(data.kept)}
        unit={`of ${formatFigure(data.observations)}`}
        tone={data.kept < 20 ? "warning" : undefined}
      />
      <KeyFigure
        label="Effective sample"
        value={formatFigure(data.effective, 1)}
        unit="obs"
        explain={
          "Effective sample size\nKish: (Σw)² / Σw² under the confidence weights of the kept observations"
        }
      />
      <KeyFigure label="In transition" value={formatFigure(data.inTransition)} unit="obs" />
      <KeyFigure label="Regimes" value={formatFigure(data.regimes.length)} />
      <KeyFigure label="Zones" value={formatFigure(zones)} />
    </div>
  );
}
