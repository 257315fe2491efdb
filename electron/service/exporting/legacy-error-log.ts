import { localTimeText } from "./local-time.ts";

/** One failure of a run. */
export interface ErrorLogEntry {
  /** YYYY-MM-DD HH:MM:SS,mmm, local time. */
  readonly time: string;
  readonly message: string;
}

/** The failure of a moment. */
export function errorLogEntry(at: Date, message: string): ErrorLogEntry {
  return { time: `${localTimeText(at)},000`, message };
}

/** error_log.txt: one line per error, normally empty. */
export function legacyErrorLog(entries: readonly ErrorLogEntry[]): string {
  return entries
    .map((entry) => `${entry.time} - ERROR - ${entry.message.replace(/\s*\n\s*/g, " ")}\n`)
    .join("");
}
