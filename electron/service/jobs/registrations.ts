import { jobCancel } from "../../contract/methods/job-cancel.ts";
import { jobGet } from "../../contract/methods/job-get.ts";
import { jobList } from "../../contract/methods/job-list.ts";
import { jobMethods } from "../../contract/methods/job-methods.ts";
import { jobRepeat } from "../../contract/methods/job-repeat.ts";
import { jobSubmit } from "../../contract/methods/job-submit.ts";
import { jobWork } from "../../contract/methods/job-work.ts";
import { type Registration, register } from "../handler.ts";
import { describeMethods } from "./describe-methods.ts";

/** Methods of the job queue. */
export const jobRegistrations: readonly Registration[] = [
  register(jobSubmit, (request, { jobs }) => jobs.submit(request)),
  register(jobList, async ({ states, limit }, { jobs }) => ({
    jobs: await jobs.list(states, limit),
    worker: await jobs.worker(),
  })),
  register(jobMethods, async ({ name }, { jobs }) => describeMethods(jobs.methods, name)),
  register(jobGet, async ({ id, withResult }, { jobs }) => ({
    job: await jobs.get(id),
    result: withResult ? await jobs.result(id) : undefined,
  })),
  register(jobCancel, ({ id }, { jobs }) => jobs.cancel(id)),
  register(jobRepeat, ({ id }, { jobs }) => jobs.repeat(id)),
  register(jobWork, ({ forever }, { jobs }, { signal, progress }) =>
    jobs.work({ forever, signal, progress }),
  ),
];
