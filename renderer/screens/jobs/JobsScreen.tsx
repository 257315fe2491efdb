import { Button, SegmentedControl } from "@blueprintjs/core";
import { GanttChart, Play, Stop } from "@blueprintjs/icons";
import { useEffect, useMemo, useState } from "react";
import type { JobState, JobView } from "../../../electron/contract/job.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { jobList, jobRepeat, jobWork } from "../../../electron/contract/methods/job.ts";
import { countOf, formatDuration } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useTask } from "../../bridge/use-task.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { useCommands } from "../../state/commands.ts";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { formatMoment } from "../../ui/text.ts";
import { messages } from "../../ui/toaster.tsx";
import { JobDetail, JobStateTag } from "./JobDetail.tsx";
import { WatchPanel } from "./WatchPanel.tsx";
import "./jobs.css";

type Show = "all" | "open" | "failed" | "calls";
const states: Readonly<Record<Show, JobState[] | undefined>> = {
  all: undefined,
  calls: undefined,
  open: ["queued", "running"],
  failed: ["failed", "cancelled"],
};
const choices = [
  { label: "All", value: "all" },
  { label: "Open", value: "open" },
  { label: "Failed", value: "failed" },
  { label: "Quick ones too", value: "calls" },
];
type Worker = ResultOf<typeof jobList>["worker"];
const workers: Readonly<Record<Worker, string>> = {
  here: "this program works on the queue",
  elsewhere: "another program works on the queue",
  none: "nothing works on the queue",
};
const took = (job: JobView): string => {
  if (!job.startedAt) return "";
  const end = job.finishedAt ? new Date(job.finishedAt) : new Date();
  return formatDuration((end.getTime() - new Date(job.startedAt).getTime()) / 1000);
};

/** What a job works on: its dataset, else its file, else the folder of its plan. */
function subject({ request }: JobView): string {
  const { dataset, file, files, folder } = (request ?? {}) as Record<string, unknown>;
  const own = [file, folder].find((one) => typeof one === "string");
  const path = Array.isArray(files) ? String(files[0] ?? "") : String(own ?? "");
  return typeof dataset === "string" ? dataset : (path.split(/[\\/]/).at(-1) ?? "");
}

const LONG_MS = 2_000;

/** Figures that a screen asked for are in the history as well; the quick ones are left out unless every call is wanted. */
function isWorthListing(job: JobView): boolean {
  if (job.lasting || job.source !== "call" || job.state === "failed" || job.state === "running") return true;
  const [start, end] = [job.startedAt, job.finishedAt];
  return start !== null && end !== null && new Date(end).getTime() - new Date(start).getTime() > LONG_MS;
}

/** A call is what a window or a command asked for and waited for. */
const askedBy: Readonly<Record<JobView["source"], string>> = {
  call: "by hand",
  queue: "queue",
  "watch-folder": "watch folder",
};

const columns: readonly GridColumn<JobView>[] = [
  { id: "state", title: "State", size: 106, cell: (job) => <JobStateTag job={job} /> },
  { id: "title", title: "Job", size: 268, fixed: true, text: (job) => job.title },
  { id: "subject", title: "On", gives: 1, size: 132, text: subject },
  {
    id: "method",
    title: "Method",
    size: 124,
    hidden: true,
    cell: (job) => <span className="mono faint">{job.method}</span>,
  },
  { id: "source", title: "Asked by", gives: 4, size: 84, text: (job) => askedBy[job.source] },
  { id: "created", title: "Asked", gives: 2, size: 96, text: (job) => formatMoment(job.createdAt) },
  { id: "took", title: "Took", gives: 3, size: 90, align: "end", text: took },
  {
    id: "attempts",
    title: "Attempts",
    size: 80,
    hidden: true,
    align: "end",
    text: (job) => `${job.attempts} of ${job.maxAttempts}`,
  },
];

const REFRESH_MS = 1_000;

/** The queue and what has been done: state, log, result, again. */
export function JobsScreen() {
  const [show, setShow] = useState<Show>("all");
  const [chosen, setChosen] = useState<string | null>(null);
  const { jobs, worker, problem, reload } = useJobs(show);
  const { work, workOn, repeat } = useWork(worker);
  useCommands("Jobs", [
    { title: "Work on the queue", run: () => workOn(true) },
    { title: "Show quick jobs too", run: () => setShow("calls") },
    { title: "Show failed jobs", run: () => setShow("failed") },
    { title: "Watch folder and queue settings", run: () => setChosen(null) },
  ]);
  const shown = jobs?.find((job) => job.id === chosen) ?? null;
  const repeatShown = async (id: string) => setChosen((await repeat(id)) ?? chosen);
  return (
    <Screen
      title="Jobs"
      subtitle={jobs && worker && `${countOf(jobs.length, "job")}, ${workers[worker]}`}
      actions={
        <>
          <SegmentedControl
            options={choices}
            value={show}
            onValueChange={(value) => setShow(value as Show)}
          />
          {work.running ? (
            <Button icon={<Stop />} text="Stop working" onClick={work.cancel} />
          ) : (
            worker === "none" && (
              <Button icon={<Play />} text="Work on the queue" onClick={() => workOn(true)} />
            )
          )}
        </>
      }
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !jobs ? (
        <Loading what="Reading the jobs" />
      ) : (
        <div className="jobs">
          {jobs.length === 0 ? (
            <NoJobs show={show} />
          ) : (
            <div className="jobs-grid">
              <DataGrid
                name="jobs"
                label="Jobs"
                columns={columns}
                count={jobs.length}
                rowAt={(index) => jobs[index] as JobView}
                keyAt={(index) => jobs[index]?.id ?? ""}
                onOpen={(index) => setChosen(jobs[index]?.id ?? null)}
                openKey={shown?.id ?? null}
              />
            </div>
          )}
          {shown ? (
            <JobDetail
              job={shown}
              onRepeat={() => void repeatShown(shown.id)}
              onClose={() => setChosen(null)}
            />
          ) : (
            <WatchPanel isWorking={worker !== "none"} />
          )}
        </div>
      )}
    </Screen>
  );
}

/** The jobs that are listed, looked up again and again while one is under way. */
function useJobs(show: Show) {
  const request = useMemo(() => (states[show] ? { states: states[show] } : {}), [show]);
  const { data, problem, reload } = useResult(jobList, request, ["jobs-changed"]);
  const jobs = useMemo(
    () => data?.jobs.filter((job) => show === "calls" || isWorthListing(job)) ?? null,
    [data, show],
  );
  const active = jobs?.some((job) => job.state === "running" || job.state === "queued") ?? false;
  useEffect(() => {
    // Progress of a running job is looked up; its end comes as an event.
    if (!active) return;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [active, reload]);
  return { jobs, worker: data?.worker ?? null, problem, reload };
}

/** Working on the queue from this window; `repeat` puts a job there once more and gives its new name. */
function useWork(worker: Worker | null) {
  const { transport } = useHost();
  const act = useAction();
  const work = useTask("Working on the queue");
  const workOn = (forever: boolean) => void work.run((tools) => transport.call(jobWork, { forever }, tools));
  const repeat = async (id: string): Promise<string | null> => {
    const queued = await act(jobRepeat, { id });
    if (!queued) return null;
    messages.done(`${queued.title} is in the queue again.`);
    if (worker === "none" && !work.running) workOn(false);
    return queued.id;
  };
  return { work, workOn, repeat };
}

function NoJobs({ show }: { show: Show }) {
  return (
    <div className="jobs-none">
      <Message
        icon={<GanttChart size={28} />}
        title={show === "all" ? "No job was run yet" : "No job in this state"}
      >
        Imports, searches and exports are listed here once they ran, from this window, from the command line
        and from the watch folder.
      </Message>
    </div>
  );
}
