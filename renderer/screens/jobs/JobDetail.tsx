import { Button, Tag } from "@blueprintjs/core";
import { Cross, Database, Repeat, Stop, TimelineAreaChart } from "@blueprintjs/icons";
import { z } from "zod";
import { foundByTable } from "../../../electron/contract/algorithms.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { metricText } from "../../../electron/contract/figures/money.ts";
import type { JobState, JobView } from "../../../electron/contract/job.ts";
import { jobCancel, jobGet } from "../../../electron/contract/methods/job.ts";
import { type SearchResult, searchResult } from "../../../electron/contract/search-result.ts";
import { countOf } from "../../../electron/contract/text.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { FileLinks } from "../../reports/ResultFiles.tsx";
import { openFound } from "../../searches/open-found.ts";
import { VerdictWord } from "../../searches/VerdictPanel.tsx";
import { useMoneyOf } from "../../state/money.ts";
import { goTo } from "../../state/route.ts";
import { currentDataset } from "../../state/view.ts";
import { ProgressLine } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { formatMoment, plainPaths, withMinus, withoutFlags } from "../../ui/text.ts";
import { jobFacts } from "./job-words.ts";
import { ShardsPanel } from "./ShardsPanel.tsx";
import "../../ui/facts.css";

interface JobDetailProps {
  readonly job: JobView;
  readonly onRepeat: () => void;
  readonly onClose: () => void;
}

/** One job: what was asked, what happened, what came of it. */
export function JobDetail({ job, onRepeat, onClose }: JobDetailProps) {
  const act = useAction();
  const { data } = useResult(jobGet, job.hasResult ? { id: job.id, withResult: true } : null);
  const isOpen = job.state === "queued" || job.state === "running";
  const plan = shardsRequest.safeParse(job.method.startsWith("cluster.") ? job.request : null);
  return (
    <Panel
      title={job.title}
      className="job-detail"
      actions={
        <>
          {isOpen ? (
            <Button
              size="small"
              icon={<Stop />}
              text="Cancel"
              onClick={() => void act(jobCancel, { id: job.id })}
            />
          ) : (
            <Button size="small" icon={<Repeat />} text="Run again" onClick={onRepeat} />
          )}
          <Button size="small" variant="minimal" icon={<Cross />} aria-label="Close" onClick={onClose} />
        </>
      }
    >
      <JobStateTag job={job} />
      {job.progress && (
        <div className="job-progress">
          <div>{job.progress.stage}</div>
          <ProgressLine fraction={job.progress.fraction} />
          <div className="faint">{job.progress.detail}</div>
        </div>
      )}
      {job.problem && (
        <p className="loss" role="alert">
          {plainPaths(job.problem.message)} {withoutFlags(plainPaths(job.problem.remedy ?? ""))}
        </p>
      )}
      {plan.success && <ShardsPanel key={plan.data.folder} folder={plan.data.folder} isLive={isOpen} />}
      <h3>Log</h3>
      <ul className="job-log">
        {job.log.map((line) => (
          <li key={`${line.at} ${line.text}`}>
            <span className="faint">{formatMoment(line.at)}</span> {line.text}
          </li>
        ))}
      </ul>
      <h3>Asked for</h3>
      <JobFacts value={job.request} />
      {data && (
        <>
          <h3>What came of it</h3>
          <JobResult job={job} result={data.result} />
          <details className="job-whole">
            <summary>All of it</summary>
            <JobFacts value={data.result} />
          </details>
        </>
      )}
    </Panel>
  );
}

const shardsRequest = z.object({ folder: z.string() });

const intents = {
  queued: "none",
  running: "primary",
  completed: "success",
  failed: "danger",
  cancelled: "none",
} as const satisfies Record<JobState, string>;

/** State of a job; a running one with how far it is. */
export function JobStateTag({ job }: { job: JobView }) {
  const fraction = job.state === "running" ? job.progress?.fraction : undefined;
  return (
    <Tag intent={intents[job.state]}>
      {job.state}
      {fraction !== undefined && ` ${formatFigure(fraction * 100)} %`}
    </Tag>
  );
}

/** What was asked or what came, a line each. */
function JobFacts({ value }: { value: unknown }) {
  return (
    <dl className="facts job-facts">
      {jobFacts(value).map(({ label, text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const madeDataset = z.object({ dataset: z.object({ name: z.string() }) });

const writtenFiles = z.object({ files: z.array(z.string()) });

const searchRequest = z.object({ dataset: z.string(), out: z.string().optional() });

/** What came of a job and where it leads: the dataset that was made, the portfolio that was found, files. */
function JobResult({ job, result }: { job: JobView; result: unknown }) {
  const made = madeDataset.safeParse(result);
  const found = searchResult.safeParse(result);
  const written = writtenFiles.safeParse(result);
  const asked = searchRequest.safeParse(job.request);
  if (made.success) {
    const { name } = made.data.dataset;
    return (
      <Button
        icon={<Database />}
        text={`Open ${name}`}
        onClick={() => {
          currentDataset.set(name);
          goTo("data");
        }}
      />
    );
  }
  const { dataset, out } = asked.data ?? {};
  const files = out === undefined ? [] : (written.data?.files ?? []);
  const best = found.data?.best;
  if (!best && files.length === 0) return null;
  return (
    <div className="job-result">
      {found.success && best && dataset !== undefined && (
        <BestFound dataset={dataset} best={best} luck={found.data.luck} />
      )}
      {out !== undefined && files.length > 0 && (
        <FileLinks folder={out} files={files} listClass="job-files" linkClass="link mono" />
      )}
    </div>
  );
}

/** The best portfolio of a search, to be opened. */
function BestFound({ dataset, best, luck }: { dataset: string } & Pick<SearchResult, "best" | "luck">) {
  const money = useMoneyOf(dataset);
  return (
    <>
      <p>
        {foundByTable[best.algorithm].title} found {countOf(best.size, "strategy")} of fitness{" "}
        <b>{formatFigure(best.fitness, 3)}</b>: <VerdictWord verdict={luck.verdict} />. P&L{" "}
        {metricText("roi", best.roi, money)}, drawdown {metricText("max_drawdown", best.max_drawdown, money)}.
      </p>
      <p>{withMinus(luck.sentence)}</p>
      <Button
        icon={<TimelineAreaChart />}
        text="Open the best"
        onClick={() => {
          currentDataset.set(dataset);
          openFound(best, { dataset, seed: null, luck });
        }}
      />
    </>
  );
}
