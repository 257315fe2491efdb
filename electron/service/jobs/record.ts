import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { JobRecord } from "../../contract/job.ts";
import { problemReport } from "../../contract/problem.ts";

/** A call that is to be made by the queue. */
export interface Submission {
  readonly method: string;
  readonly request: unknown;
  readonly title?: string | undefined;
  readonly maxAttempts?: number | undefined;
  /** Id of a job that has to complete first. */
  readonly after?: string | undefined;
  readonly source?: JobRecord["source"];
}

/** Jobs that ended while the queue was worked on. */
export interface WorkDone {
  completed: number;
  failed: number;
  cancelled: number;
}

let last = 0;

/** "20250730T154500123-9f3a": the time, never the same twice in a process, and a random part for other processes. */
function newId(): string {
  last = Math.max(last + 1, Date.now());
  const time = new Date(last).toISOString().replace(/[-:.Z]/g, "");
  return `${time}-${randomBytes(3).toString("hex")}`;
}

/** A fresh record in state queued. */
export function newJob(
  job: Pick<JobRecord, "method" | "title" | "request" | "source" | "maxAttempts" | "after">,
): JobRecord {
  const now = new Date().toISOString();
  return {
    id: newId(),
    ...job,
    state: "queued",
    attempts: 0,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
    notBefore: null,
    problem: null,
    hasResult: false,
    log: [{ at: now, text: "Queued." }],
  };
}

const kept = 200;

/** The record with changes and a line in its log; only the last lines are kept. */
export function withLog(record: JobRecord, text: string, changes: Partial<JobRecord> = {}): JobRecord {
  return {
    ...record,
    ...changes,
    log: [...record.log, { at: new Date().toISOString(), text }].slice(-kept),
  };
}

const withShortfall = z.object({ notWritten: problemReport });

/** What a call that ended well could not put in place (contract: resultFiles); null when nothing is missing. */
export function shortfallOf(result: unknown): JobRecord["problem"] {
  return withShortfall.safeParse(result).data?.notWritten ?? null;
}
