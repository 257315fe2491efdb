import { integerSetting } from "../kinds/integer-setting.ts";
import { numberSetting } from "../kinds/number-setting.ts";

export const jobs = {
  concurrency: integerSetting({
    default: 1,
    min: 1,
    max: 64,
    unit: "jobs",
    documentation: "Jobs that run at the same time.",
  }),
  max_attempts: integerSetting({
    default: 3,
    min: 1,
    max: 100,
    unit: "attempts",
    documentation:
      "A job that failed for a passing reason is tried again until it has had this many attempts.",
  }),
  retry_delay_s: numberSetting({
    default: 5,
    min: 0,
    max: 86_400,
    unit: "seconds",
    documentation: "Wait before the second attempt; it doubles for each further one.",
  }),
  history: integerSetting({
    default: 1000,
    min: 1,
    max: 1_000_000,
    unit: "jobs",
    documentation: "Finished jobs that are remembered; the oldest are forgotten first.",
  }),
};
