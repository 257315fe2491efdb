import { integerSetting, numberSetting, switchSetting, textSetting } from "../kinds.ts";

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
  history_mb: integerSetting({
    default: 1000,
    min: 1,
    max: 1_000_000,
    unit: "MB",
    documentation:
      "Disk that finished jobs and their results may take: a result over all of 25,544 strategies has up to 14 MB. The oldest are forgotten first.",
  }),
  timeout_s: numberSetting({
    default: 0,
    min: 0,
    max: 1e7,
    unit: "seconds",
    documentation: "A job that takes longer is stopped and counts as a failed attempt; 0 lets it run.",
  }),
  watch_quiet_s: numberSetting({
    default: 5,
    min: 0,
    max: 86_400,
    unit: "seconds",
    documentation:
      "A file in the watch folder is taken when its size and time have been the same for so long.",
  }),
  watch_unfinished_s: numberSetting({
    default: 120,
    min: 0,
    max: 86_400,
    unit: "seconds",
    documentation: "The same for a text file that does not end with a line end: its copy may have stalled.",
  }),
  scan_interval_s: numberSetting({
    default: 2,
    min: 0.05,
    max: 3600,
    unit: "seconds",
    documentation:
      "How often the queue and the watch folder are looked at for what other programs put there.",
  }),
  watch_folder: textSetting({
    isOwn: true,
    default: "",
    allowed: "the path of a folder, or nothing",
    documentation:
      "Files that appear in this folder are imported, once they have stopped growing; a job file of the replaced system (JSON with input_file and portfolio_size) is understood too. Left empty, no folder is watched.",
  }),
  watch_search: switchSetting({
    default: false,
    documentation:
      "Search portfolios after each import from the watch folder, with the settings of [search]; a file name with _ps50 asks for the size 50.",
  }),
};
