import {
  jobCancel,
  jobGet,
  jobList,
  jobMethods,
  jobRepeat,
  jobSubmit,
  jobWork,
} from "../../contract/methods/job.ts";
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
