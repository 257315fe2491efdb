import type { Home } from "../home-folder.ts";
import type { ProgressTerminal } from "./progress-bar.ts";

/** The process around a run of the CLI, so that tests can stand in for it. */
export interface Streams {
  readonly stderr: ProgressTerminal;
  /** Writes to stdout; resolves when it is taken. */
  write(text: string): Promise<void>;
  /** The data root for the folder that was given, or by default. */
  home(given?: string): Home;
}
