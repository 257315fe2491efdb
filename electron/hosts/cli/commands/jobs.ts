import type { JobView } from "../../../contract/job.ts";
import type { ResultOf } from "../../../contract/method.ts";
import {
  jobCancel,
  jobGet,
  jobList,
  jobMethods,
  jobRepeat,
  jobSubmit,
  jobWork,
} from "../../../contract/methods/job.ts";
import { Problem } from "../../../contract/problem.ts";
import { formatDuration } from "../../../contract/text.ts";
import { readTextFile } from "../files.ts";
import { formatTable } from "../format.ts";
import { readCount, readInteger } from "../options/read.ts";
import type { DefineCommand } from "../run-cli.ts";
import { toJson } from "../session.ts";

function duration({ startedAt, finishedAt }: JobView): string {
  if (startedAt === null) return "";
  const end = finishedAt === null ? Date.now() : Date.parse(finishedAt);
  return formatDuration((end - Date.parse(startedAt)) / 1000);
}

const table = (jobs: readonly JobView[]) =>
  formatTable(
    [
      { title: "job", text: ({ id }: JobView) => id },
      { title: "state", text: ({ state }) => state },
      { title: "what", text: ({ title }) => title },
      { title: "took", align: "right", text: duration },
      { title: "problem", text: ({ problem }) => problem?.message ?? "" },
    ],
    jobs,
  );

const methodTable = (methods: ResultOf<typeof jobMethods>["methods"]) =>
  formatTable(
    [
      { title: "method", text: ({ name }: (typeof methods)[number]) => name },
      { title: "what", text: ({ summary }) => summary },
    ],
    methods,
  );

/** JSON given on the command line, or the content of a file after @. */
async function readRequest(text: string): Promise<unknown> {
  const json = text.startsWith("@") ? await readTextFile(text.slice(1), "request") : text;
  try {
    return JSON.parse(json);
  } catch {
    throw new Problem("bad-request", "The request is not JSON.", {
      remedy: `Write it as '{"dataset":"NAME"}' or as @FILE.`,
    });
  }
}

/** tessera jobs [list|show|methods|submit|run|cancel|repeat] */
export const defineJobs: DefineCommand = (command, session) => {
  addReading(command, session);
  addWorking(command, session);
};

const addReading: DefineCommand = (command, session) => {
  command
    .command("list", { isDefault: true })
    .description("the queue and the history, newest first")
    .option("--limit <n>", "how many", readCount, 50)
    .action(async ({ limit }: { limit: number }) => {
      const result = await session.call(jobList, { limit });
      const worker = {
        here: "this process",
        elsewhere: "another process",
        none: "nobody (tessera jobs run)",
      };
      await session.print(result, ({ jobs }) =>
        jobs.length === 0 ? "No jobs." : `${table(jobs)}\n\nworks on the queue: ${worker[result.worker]}`,
      );
    });
  command
    .command("show <id>")
    .description("one job with its log; --json adds the result")
    .action(async (id: string) => {
      const answer = await session.call(jobGet, { id, withResult: session.json });
      await session.print(answer, ({ job }) =>
        [
          table([job]),
          "",
          ...job.log.map(({ at, text }) => `${at}  ${text}`),
          "",
          `${job.method} ${toJson(job.request)}`,
        ].join("\n"),
      );
    });
  command
    .command("methods [name]")
    .description("the methods that can be submitted; of one, the JSON schema of its request")
    .action(async (name?: string) => {
      await session.print(await session.call(jobMethods, { name }), ({ methods }) =>
        name === undefined ? methodTable(methods) : toJson(methods[0]?.request),
      );
    });
};

const addWorking: DefineCommand = (command, session) => {
  command
    .command("submit <method> [request]")
    .description("put a call of a method into the queue; the request is JSON, or @FILE")
    .option("--title <text>", "name in the lists")
    .option("--attempts <n>", "most attempts", readInteger)
    .option("--after <id>", "start when that job has completed")
    .action(async (method: string, request: string | undefined, options) => {
      const { title, attempts, after } = options as { title?: string; attempts?: number; after?: string };
      const job = await session.call(jobSubmit, {
        method,
        request: await readRequest(request ?? "{}"),
        title,
        maxAttempts: attempts,
        after,
      });
      await session.print(job, ({ id }) => id);
    });
  command
    .command("run")
    .description("work on the queue until it is empty")
    .option("--forever", "go on, and watch the folder of jobs.watch_folder")
    .action(async ({ forever }: { forever?: boolean }) => {
      const done = await session.call(jobWork, { forever: forever ?? false });
      await session.print(
        done,
        ({ completed, failed, cancelled }) =>
          `${completed} completed, ${failed} failed, ${cancelled} cancelled`,
      );
    });
  command
    .command("cancel <id>")
    .description("take a job out of the queue or stop it")
    .action(async (id: string) => {
      await session.print(await session.call(jobCancel, { id }), (job) => `${job.id} ${job.state}`);
    });
  command
    .command("repeat <id>")
    .description("queue the same call again")
    .action(async (id: string) => {
      await session.print(await session.call(jobRepeat, { id }), (job) => job.id);
    });
};
