import type { Registration } from "../handler.ts";
import {
  jobCancelHandler,
  jobGetHandler,
  jobListHandler,
  jobMethodsHandler,
  jobRepeatHandler,
  jobSubmitHandler,
  jobWorkHandler,
} from "./handlers/job.ts";

/** Methods of the job queue. */
export const jobRegistrations: readonly Registration[] = [
  jobSubmitHandler,
  jobListHandler,
  jobMethodsHandler,
  jobGetHandler,
  jobCancelHandler,
  jobRepeatHandler,
  jobWorkHandler,
];
