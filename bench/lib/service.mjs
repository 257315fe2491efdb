import { join } from "node:path";
import { createService } from "../../electron/service/create-service.ts";
import { liveSettings } from "../../electron/service/settings/live-settings.ts";

/** A service on a data root of its own, as a benchmark uses it. */
export function service(home) {
  return createService({ home, settings: liveSettings({ file: join(home, "settings.ini") }) });
}

/** Seconds that a piece of work takes, and what it returned. */
export async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}
