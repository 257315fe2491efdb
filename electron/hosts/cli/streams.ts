import type { ProgressTerminal } from "./progress-bar.ts";

/** The process around a run of the CLI, so that tests can stand in for it. */
export interface Streams {
  readonly stderr: ProgressTerminal;
  /** Writes to stdout; resolves when it is taken. */
  write(text: string): Promise<void>;
  defaultHome(): string;
}
