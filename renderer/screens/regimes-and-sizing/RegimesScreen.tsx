import { Button, Callout } from "@blueprintjs/core";
import { FloppyDisk, Reset } from "@blueprintjs/icons";
import { useMemo } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { regimeSummary } from "../../../electron/contract/methods/regime.ts";
import { settingsSet } from "../../../electron/contract/methods/settings.ts";
import { viewToSettings } from "../../../electron/contract/methods/view.ts";
import { zoneSummary } from "../../../electron/contract/methods/zone.ts";
import { useRegimesInForce } from "../../bridge/follow-service.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { NoDataset } from "../../imports/NoDataset.tsx";
import { useCommands } from "../../state/commands.ts";
import { type AnalysisView, changeView, clearView, useView } from "../../state/view.ts";
import { KeyFigure } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { tip } from "../../ui/tips.tsx";
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
  const { data, problem, loading, reload } = useRegimesInForce();
  const zones = useResult(zoneSummary, view && { dataset: view.dataset }, ["datasets-changed"]);
  const change = useMemo(
    () => (part: Partial<AnalysisView>) => {
      if (view) changeView(view.dataset, part);
    },
    [view],
  );
  const { reset, toSettings } = useViewActions(view?.dataset);
  useCommands("Regimes", [{ title: "Use all rows", words: "reset threshold", run: reset }]);
  if (view === null) return <NoDataset title="Regimes and sizing" />;
  return (
    <Screen
      title="Regimes and sizing"
      // Where not all of them do, the chips say it.
      subtitle={subtitleOf(data)}
      actions={
        <>
          <Button
            icon={<FloppyDisk />}
            text="Use for every dataset"
            onClick={() => void toSettings()}
            {...tip(
              "Writes regimes, confidence, transitions, weights of zones and ULTA to the settings; dates stay this dataset's own",
            )}
          />
          <Button icon={<Reset />} text="Use all rows" onClick={reset} />
        </>
      }
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

/** Nothing where some rows take no part, which the chips of the view say. */
function subtitleOf(data: ResultOf<typeof regimeSummary> | null): string | undefined {
  return data?.kept === data?.basis.allObservations && data
    ? `all ${formatFigure(data.kept)} rows take part`
    : undefined;
}

/** What is done with the view as a whole; each can be taken back. */
function useViewActions(dataset: string | undefined) {
  const reset = () => {
    if (dataset === undefined) return;
    const redo = () => clearView(dataset);
    messages.done("All rows take part again.", redo(), redo);
  };
  const act = useAction();
  const toSettings = async () => {
    if (dataset === undefined) return;
    const written = await act(viewToSettings, { dataset });
    if (!written) return;
    const undo = () => void act(settingsSet, { changes: written.before });
    messages.done("What settings can say of this view holds for every dataset now.", undo);
  };
  return { reset, toSettings };
}

function Figures({ data, zones }: { data: ResultOf<typeof regimeSummary>; zones: number }) {
  return (
    <div className="key-figures regimes-figures">
      <KeyFigure
        label="Rows kept"
        value={formatFigure(data.kept)}
        unit={`of ${formatFigure(data.basis.allObservations)}`}
        tone={data.kept < 20 ? "warning" : undefined}
      />
      <KeyFigure
        label="Effective sample"
        value={formatFigure(data.effective, 1)}
        unit="rows"
        explain={
          "Effective sample size\nSo many rows that count alike say as much as those that are kept, which weigh by confidence\nKish: (Σw)² / Σw²"
        }
      />
      <KeyFigure label="In transition" value={formatFigure(data.inTransition)} unit="rows" />
      <KeyFigure label="Regimes" value={formatFigure(data.regimes.length)} />
      <KeyFigure label="Zones" value={formatFigure(zones)} />
    </div>
  );
}
