import { Button } from "@blueprintjs/core";
import { Cross, Repeat, Stop } from "@blueprintjs/icons";
import type { JobView } from "../../../electron/contract/job.ts";
import { jobCancel, jobGet } from "../../../electron/contract/methods/job.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { ProgressLine } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { formatMoment, withoutFlags } from "../../ui/text.ts";
import { JobResult } from "./JobResult.tsx";
import { JobStateTag } from "./JobStateTag.tsx";

/** A value as text; long arrays and typed arrays are shown by their length. */
function asText(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (ArrayBuffer.isView(part)) return `${(part as Float64Array).length} numbers`;
      return Array.isArray(part) && part.length > 20 ? `${part.length} entries` : part;
    },
    2,
  );
}

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
          {job.problem.message} {withoutFlags(job.problem.remedy ?? "")}
        </p>
      )}
      <h3>Log</h3>
      <ul className="job-log">
        {job.log.map((line) => (
          <li key={`${line.at} ${line.text}`}>
            <span className="faint">{formatMoment(line.at)}</span> {line.text}
          </li>
        ))}
      </ul>
      <h3>Request</h3>
      <pre className="job-json">{asText(job.request)}</pre>
      {data && (
        <>
          <h3>Result</h3>
          <JobResult job={job} result={data.result} />
          <details className="job-whole">
            <summary>All of it</summary>
            <pre className="job-json">{asText(data.result)}</pre>
          </details>
        </>
      )}
    </Panel>
  );
}
