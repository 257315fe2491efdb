import type { InputOf, Method, ResultOf } from "../../contract/method.ts";
import type { Service } from "../../service/service.ts";
import type { Settings } from "../../service/settings/settings.ts";

/** What a command can do with the world. Made per run; the service behind it starts at the first use. */
export interface CliSession {
  /** Absolute data root. */
  readonly home: string;
  readonly json: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Settings in force. Throws Problem "bad-setting". */
  settings(): Promise<Settings>;
  /** The service of this process, for a command that serves it to others. */
  service(): Promise<Service>;
  /** Calls the service, with a progress bar on a terminal. Throws Problem. */
  call<M extends Method>(method: M, request: InputOf<M>): Promise<ResultOf<M>>;
  /** The one output of a command: with --json the result, else the text made from it. */
  print<Result>(result: Result, text: (result: Result) => string): Promise<void>;
  /** A line for people beside the result; goes to stderr and nowhere with --json. */
  note(line: string): void;
}
