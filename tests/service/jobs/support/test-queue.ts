import { Problem, problemOf } from "../../../../electron/contract/problem.ts";
import { JobQueue, type JobQueueOptions } from "../../../../electron/service/jobs/queue.ts";
import { loadSettings } from "../../../../electron/service/settings/live-settings.ts";

/** A queue whose methods are the given functions; waits are short. */
export function testQueue(
  home: string,
  methods: Record<
    string,
    (request: never, options: { signal: AbortSignal; job: string }) => Promise<unknown>
  >,
  overrides: readonly string[] = [],
  { isApplied = async () => false, ...own }: Partial<Pick<JobQueueOptions, "isApplied" | "methods">> = {},
): JobQueue {
  const settings = loadSettings({
    overrides: ["jobs.retry_delay_s=0.01", "jobs.scan_interval_s=0.05", ...overrides],
  });
  const find = (name: string) => {
    const method = methods[name];
    if (!method) throw new Problem("not-found", `There is no method ${name}.`);
    return method;
  };
  const options: JobQueueOptions = {
    home,
    settings,
    check: (name) => {
      find(name);
      return `the summary of ${name}`;
    },
    methods: own.methods ?? [],
    isApplied,
    execute: (name, request, { signal, job }) => find(name)(request as never, { signal, job }),
    problemOf,
    changed: () => {},
  };
  return new JobQueue(options);
}

/** Works until the queue is empty. */
export const drain = (queue: JobQueue, signal = new AbortController().signal, forever = false) =>
  queue.work({ forever, signal, progress: () => {} });
