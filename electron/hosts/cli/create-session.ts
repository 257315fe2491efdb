import { join, resolve } from "node:path";
import type { Service } from "../../service/service.ts";
import type { LiveSettings } from "../../service/settings/live-settings.ts";
import type { CliSession } from "./cli-session.ts";
import type { GlobalOptions } from "./global-options.ts";
import type { Streams } from "./streams.ts";
import { toJson } from "./to-json.ts";

/** A session and what ends it. `options` is asked when something is first needed, after the command line was read. */
export function createSession(
  options: () => GlobalOptions,
  streams: Streams,
  signal: AbortSignal,
): { session: CliSession; close(): void } {
  let settings: LiveSettings | undefined;
  let service: Service | undefined;

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
      service = createService({ home: folder, olderHomes: older, settings });
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
      await streams.write(`${session.json ? toJson(result) : text(result)}\n`);
    },
    note(line) {
      if (!session.json) streams.stderr.write(`${line}\n`);
    },
  };
  return { session, close: () => service?.close() };
}
