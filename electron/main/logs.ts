import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of one log file, and how many are kept. */
const MOST_BYTES = 1_000_000;
const FILES = 5;

/**
 * The program's own words, on disk, because a desktop has no console: `tessera.log`, and older ones as `tessera.1.log` and so
 * on.
 */
export interface Logs {
  readonly folder: string;
  /** Writes lines with the time and who says them. A disk that cannot be written is no reason to fail. */
  write(who: string, text: string): void;
  /** The newest `bytes` of what was written. */
  tail(bytes: number): string;
}

export function openLogs(folder: string): Logs {
  const file = (number: number) => join(folder, number === 0 ? "tessera.log" : `tessera.${number}.log`);
  const rotate = () => {
    rmSync(file(FILES - 1), { force: true });
    for (let number = FILES - 2; number >= 0; number--)
      if (existsSync(file(number))) renameSync(file(number), file(number + 1));
  };
  return {
    folder,
    write(who, text) {
      const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
      const stamped = lines.map((line) => `${new Date().toISOString()} ${who}: ${line}\n`).join("");
      try {
        mkdirSync(folder, { recursive: true });
        if (existsSync(file(0)) && statSync(file(0)).size + stamped.length > MOST_BYTES) rotate();
        appendFileSync(file(0), stamped);
      } catch {
        // The program goes on without a log.
      }
    },
    tail(bytes) {
      try {
        return readFileSync(file(0), "utf8").slice(-bytes);
      } catch {
        return "";
      }
    },
  };
}
