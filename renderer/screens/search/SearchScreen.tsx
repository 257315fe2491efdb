import { Button } from "@blueprintjs/core";
import { Pause, Play, Stop } from "@blueprintjs/icons";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { zoneSummary } from "../../../electron/contract/methods/zone.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import {
  cancelSearch,
  currentSearch,
  pauseSearch,
  resumeSearch,
  type SearchRun,
  startSearch,
  startZoneSearch,
} from "../../searches/runs.ts";
import {
  leftToSettings,
  searchFormStore,
  toSearchRequest,
  toZoneSearchRequest,
} from "../../searches/search-form.ts";
import { useCommands } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useView } from "../../state/view.ts";
import { Message, ProblemView } from "../../ui/messages.tsx";
import { NoDataset, Screen, useScrollFocus } from "../../ui/panels.tsx";
import { RaceView } from "./RaceView.tsx";
import { ResultView } from "./ResultView.tsx";
import { SearchForm } from "./SearchForm.tsx";
import "./search.css";
import { ZonesResultView } from "./ZonesResultView.tsx";

/** Sets up a search, watches it race, reads what it found and how lucky that may be. */
export function SearchScreen() {
  const view = useView();
  const { transport } = useHost();
  const form = useStore(searchFormStore);
  const otherwise = leftToSettings(useSettings().inForce);
  const run = useStore(currentSearch);
  const scroll = useScrollFocus();
  const busy = run?.state === "running";
  const paused = run?.state === "paused";
  const hasZones = useHasZones(view?.dataset);
  const inZones = hasZones && form.over === "zones";
  const start = () => {
    const { objective } = otherwise;
    if (view && inZones) startZoneSearch(transport, toZoneSearchRequest(form, view, objective));
    else if (view) startSearch(transport, toSearchRequest(form, view, objective));
  };
  const algorithms = form.algorithms ?? otherwise.algorithms;
  const pausable = busy && run.kind === "rows";
  useCommands("Search", [
    ...(pausable ? [{ title: "Pause the search", run: pauseSearch }] : []),
    ...(paused ? [{ title: "Resume the search", run: () => resumeSearch(transport) }] : []),
    ...(busy || paused ? [{ title: "Cancel the search", run: cancelSearch }] : []),
    ...(busy || paused || !view || algorithms.length === 0
      ? []
      : [{ title: "Start the search", run: start }]),
  ]);
  if (view === null) return <NoDataset title="Search" />;
  const [from, to] = [form.minSize ?? otherwise.minSize, form.maxSize ?? otherwise.maxSize].map(String);
  const sizes = from === to ? from : `${from} to ${to}`;
  return (
    <Screen
      title="Search"
      subtitle={
        busy && run.kind === "zones"
          ? run.stage
          : `${algorithms.length} ${algorithms.length === 1 ? "algorithm" : "algorithms"} for portfolios of ${sizes}${inZones ? ", and one for every zone" : ""}`
      }
      actions={
        <>
          {pausable && <Button icon={<Pause />} text="Pause" onClick={pauseSearch} />}
          {paused && <Button icon={<Play />} text="Resume" onClick={() => resumeSearch(transport)} />}
          {(busy || paused) && <Button icon={<Stop />} text="Cancel" onClick={cancelSearch} />}
          {!busy && !paused && (
            <Button
              intent="primary"
              icon={<Play />}
              text="Search"
              disabled={algorithms.length === 0}
              onClick={start}
            />
          )}
        </>
      }
    >
      <div className="search">
        <SearchForm disabled={busy || paused} hasZones={hasZones} />
        <div className="search-main" ref={scroll}>
          <SearchContent run={run} sizes={sizes} />
        </div>
      </div>
    </Screen>
  );
}

/** What there is to see of the search: nothing yet, its race, what it came to, why it failed. */
function SearchContent({ run, sizes }: { run: SearchRun | null; sizes: string | undefined }) {
  if (run === null) {
    return (
      <Message title="Nothing was searched yet">
        Eight algorithms choose {sizes} strategies out of all, under one budget and one seed. The same seed
        gives the same portfolio, on any number of threads, on CPU or GPU.
      </Message>
    );
  }
  if (run.problem) return <ProblemView problem={run.problem} />;
  if (run.result && run.kind === "rows") return <ResultView result={run.result} run={run} />;
  if (run.result && run.kind === "zones") return <ZonesResultView result={run.result} run={run} />;
  if (run.race) return <RaceView run={run} race={run.race} />;
  return (
    <Message title={run.state === "cancelled" ? "The search was cancelled" : run.stage} role="status">
      {run.fraction !== null && `${formatFigure(run.fraction * 100)} %`}
    </Message>
  );
}

/** Whether the observations of a dataset lie in intraday zones; false until it is known. */
function useHasZones(dataset: string | undefined): boolean {
  const { data } = useResult(zoneSummary, dataset === undefined ? null : { dataset }, ["datasets-changed"]);
  return (data?.zones.length ?? 0) > 0;
}
