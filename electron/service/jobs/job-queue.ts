import type { JobRecord, JobState, JobView } from "../../contract/job.ts";
import type { Method } from "../../contract/method.ts";
import type { Progress } from "../../contract/transport.ts";

export interface Submission {
  readonly method: string;
  readonly request: unknown;
  readonly title?: string | undefined;
  readonly maxAttempts?: number | undefined;
  readonly after?: string | undefined;
  readonly source?: JobRecord["source"];
}

export interface WorkDone {
  completed: number;
  failed: number;
  cancelled: number;
}

/** The job queue of a data root, shared by all processes that use it; at most one of them works on it. */
export interface JobQueue {
  /** What can be submitted. */
  readonly methods: readonly Method[];
  /** Throws Problem "bad-request" when the method is unknown or refuses the request. */
  submit(submission: Submission): Promise<JobRecord>;
  /** Newest first. */
  list(states: readonly JobState[] | undefined, limit: number): Promise<JobView[]>;
  get(id: string): Promise<JobView>;
  result(id: string): Promise<unknown>;
  cancel(id: string): Promise<JobRecord>;
  repeat(id: string): Promise<JobRecord>;
  worker(): Promise<"here" | "elsewhere" | "none">;
  /** Works on the queue; returns when it is empty, or with `forever` when the signal is aborted. */
  work(options: {
    readonly forever: boolean;
    readonly signal: AbortSignal;
    readonly progress: (progress: Progress) => void;
  }): Promise<WorkDone>;
  /** Adds a call that was made directly to the history. Never throws. */
  record(call: Pick<JobRecord, "method" | "title" | "request" | "startedAt" | "problem">): Promise<void>;
}
