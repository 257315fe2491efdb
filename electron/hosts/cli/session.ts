import { join, resolve } from "node:path";
import type { InputOf, Method, ResultOf } from "../../contract/method.ts";
import type { ProblemReport } from "../../contract/problem.ts";
import { terminalText } from "../../contract/text.ts";
import type { Service } from "../../service/service.ts";
import type { LiveSettings } from "../../service/settings/live-settings.ts";
import type { Settings } from "../../service/settings/settings.ts";
import { type Home, projectFile, shippedSettings } from "../home-folder.ts";
import type { GlobalOptions } from "./options/global.ts";
import type { ProgressTerminal } from "./progress-bar.ts";

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
  /**
   * What could not be put in place beside a result that was printed: said on stderr, and the exit code is that of a failure.
   */
  shortfall(problem: ProblemReport): void;
  /** A line for people beside the result; goes to stderr and nowhere with --json. */
  note(line: string): void;
}

/** The process around a run of the CLI, so that tests can stand in for it. */
export interface Streams {
  readonly stderr: ProgressTerminal;
  /** Writes to stdout; resolves when it is taken. */
  write(text: string): Promise<void>;
  /** The data root for the folder that was given, or by default. */
  home(given?: string): Home;
}

/** A session and what ends it. `options` is asked when something is first needed, after the command line was read. */
export function createSession(
  options: () => GlobalOptions,
  streams: Streams,
  signal: AbortSignal,
): { session: CliSession; close(): void; readonly shortfalls: readonly ProblemReport[] } {
  let settings: LiveSettings | undefined;
  let service: Service | undefined;
  const shortfalls: ProblemReport[] = [];

  const session: CliSession = {
    get home() {
      return streams.home(options().home).folder;
    },
    get json() {
      return options().json ?? false;
    },
    signal,
    async settings() {
      if (settings) return settings;
      const { liveSettings } = await import("../../service/settings/live-settings.ts");
      const { settings: file, set = [], threads } = options();
      settings = liveSettings({
        shipped: shippedSettings(),
        project: resolve(projectFile),
        file: file === undefined ? join(session.home, "settings.ini") : resolve(file),
        required: file !== undefined,
        overrides: threads === undefined ? set : [...set, `general.threads=${threads}`],
      });
      return settings;
    },
    async service() {
      if (service) return service;
      await session.settings();
      if (!settings) throw new Error("The settings were not loaded.");
      const { createService } = await import("../../service/create-service.ts");
      const { folder, older } = streams.home(options().home);
      service = createService({
        home: folder,
        olderHomes: older,
        settings,
        log: (line) => streams.stderr.write(`${terminalText(line)}\n`),
      });
      return service;
    },
    async call(method, request) {
      const running = await session.service();
      const { ProgressBar } = await import("./progress-bar.ts");
      const bar = new ProgressBar(options().progress ? streams.stderr : { write: () => true });
      try {
        return await running.call(method, request, {
          signal,
          onProgress: (progress) => bar.update(progress),
        });
      } finally {
        bar.clear();
      }
    },
    async print(result, text) {
      await streams.write(`${session.json ? toJson(result) : terminalText(text(result))}\n`);
    },
    shortfall(problem) {
      shortfalls.push(problem);
    },
    note(line) {
      if (!session.json) streams.stderr.write(`${terminalText(line)}\n`);
    },
  };
  return { session, close: () => service?.close(), shortfalls };
}

/**
 * Strict JSON of a result: typed arrays become arrays, and numbers that JSON cannot hold become the strings
 * "Infinity", "-Infinity" and "NaN".
 */
export function toJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (typeof part === "number" && !Number.isFinite(part)) return String(part);
      if (typeof part === "bigint") return part.toString();
      if (ArrayBuffer.isView(part) && !(part instanceof DataView)) return Array.from(part as Uint8Array);
      return part;
    },
    indent,
  );
  // JSON escapes control characters up to 0x1f by itself; terminals obey those from 0x7f on as well.
  return text.replace(
    /[\u007f-\u009f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
