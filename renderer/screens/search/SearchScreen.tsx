import { Button, Callout } from "@blueprintjs/core";
import { Pause, Play, Stop } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { zoneSummary } from "../../../electron/contract/methods/zone.ts";
import { countOf } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { NoDataset } from "../../imports/NoDataset.tsx";
import { clearSearchProblem, liveSearches, searchProblems, searchShelf } from "../../searches/runs.ts";
import { formFrom, searchForms, toSearchRequest, toZoneSearchRequest } from "../../searches/search-form.ts";
import { useLeftToSettings, useSearches } from "../../searches/use-searches.ts";
import { VerdictMaking } from "../../searches/VerdictPanel.tsx";
import { changeOf, useOf } from "../../state/by-dataset.ts";
import { useCommands } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useView } from "../../state/view.ts";
import { Message, ProblemView } from "../../ui/messages.tsx";
import { Panel, Screen, TabStrip, useScrollFocus } from "../../ui/panels.tsx";
import { plainPaths, withoutFlags } from "../../ui/text.ts";
import { ClusterDialog, LongSearchNote } from "./ClusterDialog.tsx";
import { GiveUpButton } from "./GiveUpButton.tsx";
import { OpenedSearch } from "./OpenedSearch.tsx";
import { RaceView } from "./RaceView.tsx";
import { SearchCompare } from "./SearchCompare.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { SearchHistory } from "./SearchHistory.tsx";
import "./search.css";

/** Sets up a search, watches it race, reads what it found and how lucky that may be; those of before beside it. */
export function SearchScreen() {
  const view = useView();
  const [form] = useOf(searchForms, view?.dataset ?? "");
  const otherwise = useLeftToSettings();
  const { all, shown } = useSearches(view?.dataset);
  const running = all.find(({ state }) => state === "running") ?? null;
  const live = useStore(liveSearches)[running?.id ?? ""];
  const hasZones = useHasZones(view?.dataset);
  const inZones = hasZones && form.over === "zones";
  const start = () => {
    const { objective } = otherwise;
    if (!view) return;
    const { dataset } = view;
    if (inZones)
      searchShelf.start(dataset, { kind: "zones", request: toZoneSearchRequest(form, view, objective) });
    else searchShelf.start(dataset, { kind: "rows", request: toSearchRequest(form, view, objective) });
  };
  const [inShards, setInShards] = useState(false);
  const askForShards = () => setInShards(true);
  const algorithms = form.algorithms ?? otherwise.algorithms;
  const canStart = running === null && view !== null && algorithms.length > 0;
  useSearchCommands({ shown, running, start: canStart ? start : null, askForShards });
  if (view === null) return <NoDataset title="Search" />;
  const [from, to] = [form.minSize ?? otherwise.minSize, form.maxSize ?? otherwise.maxSize].map(String);
  const sizes = from === to ? countOf(Number(from), "strategy") : `${from} to ${to} strategies`;
  return (
    <Screen
      title="Search"
      subtitle={`Portfolios of ${sizes}${inZones ? ", and one for every zone" : ""}`}
      actions={<Actions shown={shown} running={running} start={start} canStart={canStart} />}
    >
      <LongSearchNote secondsLeft={live?.race?.secondsLeft ?? 0} onShards={askForShards} />
      <SearchBody key={view.dataset} dataset={view.dataset} all={all} shown={shown} hasZones={hasZones} />
      {inShards && (
        <ClusterDialog
          dataset={view.dataset}
          work={
            inZones
              ? { kind: "zone-search", request: toZoneSearchRequest(form, view, otherwise.objective) }
              : { kind: "search", request: toSearchRequest(form, view, otherwise.objective) }
          }
          onClose={() => setInShards(false)}
        />
      )}
    </Screen>
  );
}

interface UnderWay {
  readonly shown: KeptSearch | null;
  readonly running: KeptSearch | null;
}

interface SearchStart {
  readonly start: (() => void) | null;
  readonly askForShards: () => void;
}

function useSearchCommands({ shown, running, start, askForShards }: UnderWay & SearchStart): void {
  const paused = shown?.state === "paused" ? shown : null;
  const commands = [
    running?.kind === "rows" && { title: "Pause the search", run: () => searchShelf.pause(running) },
    paused && { title: "Resume the search", run: () => searchShelf.resume(paused) },
    running && { title: "Cancel the search", run: () => searchShelf.cancel(running) },
    start && { title: "Start the search", run: start },
    { title: "Search in shards on a cluster", run: askForShards },
  ];
  useCommands(
    "Search",
    commands.filter((one) => one !== null && one !== false),
  );
}

function Actions({ shown, running, start, canStart }: UnderWay & { start: () => void; canStart: boolean }) {
  const paused = shown?.state === "paused" ? shown : null;
  return (
    <>
      {running?.kind === "rows" && (
        <Button icon={<Pause />} text="Pause" onClick={() => searchShelf.pause(running)} />
      )}
      {running && <Button icon={<Stop />} text="Cancel" onClick={() => searchShelf.cancel(running)} />}
      {!running && paused && (
        <>
          <Button icon={<Play />} text="Resume" onClick={() => searchShelf.resume(paused)} />
          <GiveUpButton search={paused} />
        </>
      )}
      {!running && (
        <Button intent="primary" icon={<Play />} text="Search" disabled={!canStart} onClick={start} />
      )}
    </>
  );
}

interface SearchBodyProps {
  readonly dataset: string;
  readonly all: readonly KeptSearch[];
  readonly shown: KeptSearch | null;
  readonly hasZones: boolean;
}

/** Form and list at the left, what is shown at the right. */
function SearchBody({ dataset, all, shown, hasZones }: SearchBodyProps) {
  const [side, setSide] = useState("form");
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const problem = useStore(searchProblems)[dataset];
  const scroll = useScrollFocus();
  const beside = useMemo(() => all.filter(({ id }) => compared.has(id)), [all, compared]);
  const running = all.some(({ state }) => state === "running");
  const tabs = [
    { id: "form", title: "Search for" },
    { id: "history", title: all.length === 0 ? "Searches" : `Searches (${formatFigure(all.length)})` },
  ];
  return (
    <div className="search">
      <Panel className="search-form">
        <TabStrip label="Search" tabs={tabs} selected={side} onSelect={setSide} />
        {side === "form" ? (
          <SearchForm dataset={dataset} disabled={running} hasZones={hasZones} />
        ) : (
          <SearchHistory
            all={all}
            shown={shown}
            compared={compared}
            onCompare={(id, compare) =>
              setCompared((present) => {
                const next = new Set(present);
                if (compare) next.add(id);
                else next.delete(id);
                return next;
              })
            }
            onUse={(search) => {
              changeOf(searchForms, dataset, () => formFrom(search));
              setSide("form");
            }}
          />
        )}
      </Panel>
      <div className="search-main" ref={scroll}>
        {problem && shown && (
          <Callout intent="danger" compact className="search-refused">
            {plainPaths(problem.message)} {withoutFlags(problem.remedy ?? "")}
            <Button
              variant="minimal"
              size="small"
              text="Dismiss"
              onClick={() => clearSearchProblem(dataset)}
            />
          </Callout>
        )}
        {problem && !shown && <ProblemView problem={problem} />}
        {beside.length > 1 && <SearchCompare searches={beside} onClose={() => setCompared(new Set())} />}
        {(shown || !problem) && <SearchContent shown={shown} />}
      </div>
    </div>
  );
}

/** What there is to see of the search: nothing yet, its race, what it came to. */
function SearchContent({ shown }: { shown: KeptSearch | null }) {
  const live = useStore(liveSearches)[shown?.id ?? ""];
  if (shown === null)
    return (
      <Message title="Nothing was searched yet">
        A search chooses a portfolio out of all strategies and says what to expect of it, and whether it is
        more than luck. The same settings give the same portfolio.
      </Message>
    );
  if (shown.state === "done") return <OpenedSearch search={shown} />;
  if (live?.race) return <RaceView search={shown} live={live} race={live.race} />;
  if (shown.state === "paused")
    return (
      <Message title="This search is paused">
        {shown.problem ? `${shown.problem.message} ` : ""}It goes on where it stands, to the portfolio that it
        would have found.
      </Message>
    );
  return (
    <>
      <Message title={live?.stage ?? "Running"} role="status">
        {typeof live?.fraction === "number" && `${formatFigure(live.fraction * 100)} %`}
      </Message>
      {live?.verdict && <VerdictMaking verdict={live.verdict} />}
    </>
  );
}

/** Whether the observations of a dataset lie in intraday zones; false until it is known. */
function useHasZones(dataset: string | undefined): boolean {
  const { data } = useResult(zoneSummary, dataset === undefined ? null : { dataset }, ["datasets-changed"]);
  return (data?.zones.length ?? 0) > 0;
}
