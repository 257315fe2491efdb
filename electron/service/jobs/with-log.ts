import type { JobRecord } from "../../contract/job.ts";

const kept = 200;

/** The record with changes and a line in its log; only the last lines are kept. */
export function withLog(record: JobRecord, text: string, changes: Partial<JobRecord> = {}): JobRecord {
  return {
    ...record,
    ...changes,
    log: [...record.log, { at: new Date().toISOString(), text }].slice(-kept),
  };
}
