import { Tag } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { JobState, JobView } from "../../../electron/contract/job.ts";

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
