import { z } from "zod";
import type { Method, ResultOf } from "../../../contract/method.ts";
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
import { register } from "../../handler.ts";

/** job.submit */
export const jobSubmitHandler = register(jobSubmit, (request, { jobs }) => jobs.submit(request));

/** job.list */
export const jobListHandler = register(jobList, async ({ states, limit }, { jobs }) => ({
  jobs: await jobs.list(states, limit),
  worker: await jobs.worker(),
}));

/** job.methods */
export const jobMethodsHandler = register(jobMethods, async ({ name }, { jobs }) =>
  describeMethods(jobs.methods, name),
);

/** job.get */
export const jobGetHandler = register(jobGet, async ({ id, withResult }, { jobs }) => ({
  job: await jobs.get(id),
  result: withResult ? await jobs.result(id) : undefined,
}));

/** job.cancel */
export const jobCancelHandler = register(jobCancel, ({ id }, { jobs }) => jobs.cancel(id));

/** job.repeat */
export const jobRepeatHandler = register(jobRepeat, ({ id }, { jobs }) => jobs.repeat(id));

/** job.work */
export const jobWorkHandler = register(jobWork, ({ forever }, { jobs }, { signal, progress }) =>
  jobs.work({ forever, signal, progress }),
);

/** The methods by name, each with the JSON Schema of what a caller may write. Throws Problem "not-found". */
export function describeMethods(
  methods: readonly Method[],
  name: string | undefined,
): ResultOf<typeof jobMethods> {
  const chosen = methods.filter((method) => name === undefined || method.name === name);
  if (chosen.length === 0) {
    throw new Problem("not-found", `There is no method ${name} that a job can call.`, {
      remedy: "tessera jobs methods lists them.",
    });
  }
  return {
    methods: chosen
      .map((method) => ({
        name: method.name,
        summary: method.summary,
        request: z.toJSONSchema(method.request, { io: "input", unrepresentable: "any" }),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
