import { z } from "zod";
import { jobRecord, jobState, jobView } from "../job.ts";
import { defineMethod } from "../method.ts";

/** What can be put into the queue. */
export const jobMethods = defineMethod({
  name: "job.methods",
  summary: "List the methods that a job can call, with the schema of their requests",
  job: false,
  request: z.object({
    /** One method alone. */
    name: z.string().optional(),
  }),
  result: z.object({
    methods: z.array(
      z.object({
        name: z.string(),
        summary: z.string(),
        /** JSON Schema of the request. */
        request: z.unknown(),
      }),
    ),
  }),
});

/** Puts a call into the queue. It is kept on disk before the answer comes. */
export const jobSubmit = defineMethod({
  name: "job.submit",
  summary: "Put a call into the job queue",
  job: false,
  request: z.object({
    method: z.string(),
    request: z.unknown(),
    title: z.string().max(200).optional(),
    /** The setting jobs.max_attempts when left out. */
    maxAttempts: z.number().int().min(1).max(100).optional(),
    /** Id of a job that must complete first. */
    after: z.string().optional(),
  }),
  result: jobRecord,
});

/** The queue and the history, newest first. */
export const jobList = defineMethod({
  name: "job.list",
  summary: "List jobs: queued, running and finished",
  job: false,
  request: z.object({
    states: z.array(jobState).optional(),
    limit: z.number().int().min(1).max(10_000).default(200),
  }),
  result: z.object({
    jobs: z.array(jobView),
    /** A process works on the queue: this one, another one, or none. */
    worker: z.enum(["here", "elsewhere", "none"]),
  }),
});

/** One job, and its result if that was kept. */
export const jobGet = defineMethod({
  name: "job.get",
  summary: "Show a job and its result",
  job: false,
  request: z.object({ id: z.string(), withResult: z.boolean().default(false) }),
  result: z.object({ job: jobView, result: z.unknown() }),
});

/** Takes a queued job out, or stops a running one, also one that another process runs. */
export const jobCancel = defineMethod({
  name: "job.cancel",
  summary: "Cancel a queued or running job",
  job: false,
  request: z.object({ id: z.string() }),
  result: jobRecord,
});

/** Queues the same call again as a new job. */
export const jobRepeat = defineMethod({
  name: "job.repeat",
  summary: "Run a finished job again",
  job: false,
  request: z.object({ id: z.string() }),
  result: jobRecord,
});

/** Works on the queue in this process until it is empty, or until it is cancelled. */
export const jobWork = defineMethod({
  name: "job.work",
  summary: "Work on the job queue",
  job: false,
  request: z.object({
    /** Go on when the queue is empty, and look at the watch folder. */
    forever: z.boolean().default(false),
  }),
  result: z.object({ completed: z.number(), failed: z.number(), cancelled: z.number() }),
});
