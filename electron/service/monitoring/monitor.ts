import { spawn } from "node:child_process";
import type { Method } from "../../contract/method.ts";
import type { Alert, RunRecord } from "../../contract/methods/monitor.ts";
import { problemOf } from "../../contract/problem.ts";
import type { Progress } from "../../contract/transport.ts";
import type { Engine } from "../engine/engine.ts";
import { diskOf, hostMemory } from "../host-resources.ts";
import type { Settings } from "../settings/settings.ts";
import { alertsOf, type HostState } from "./alerts.ts";
import { RunMeter } from "./measure-run.ts";
import { RunHistory } from "./run-history.ts";

interface MonitorOptions {
  readonly home: string;
  readonly settings: Settings;
  readonly engine: Pick<Engine, "backendsInUse">;
  /** Called with what is new. */
  readonly alerted: (alerts: readonly Alert[]) => void;
}

/** An alert of a kind that was told is not told again for so long. */
const quietMs = 60 * 60 * 1000;
/** Shorter runs that came to an end have nothing to be told of. */
const tellingSeconds = 1;

/** Measures runs, keeps them, and tells of thresholds that they pass. It never makes a run fail. */
export class Monitor {
  readonly history: RunHistory;
  readonly #options: MonitorOptions;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.history = new RunHistory(options.home);
  }

  /** Runs `work` and keeps what it took. Calls that are no work (`job: false`) go through as they are. */
  async measure<Result>(
    method: Method,
    request: unknown,
    progress: (progress: Progress) => void,
    work: (progress: (progress: Progress) => void) => Promise<Result>,
  ): Promise<Result> {
    if (!method.job) return work(progress);
    const meter = new RunMeter();
    let problem: RunRecord["problem"] = null;
    try {
      return await work((one) => {
        meter.note(one);
        progress(one);
      });
    } catch (error) {
      const { code, message } = problemOf(error);
      problem = { code, message };
      throw error;
    } finally {
      // What was given up says nothing of how long things take.
      if (problem?.code !== "cancelled") {
        const { dataset, name } = (request ?? {}) as { dataset?: unknown; name?: unknown };
        const of = [dataset, name].find((one) => typeof one === "string") ?? null;
        await this.#keep({
          ...meter.finish(),
          method: method.name,
          dataset: of as string | null,
          backends: this.#options.engine.backendsInUse(),
          problem,
        }).catch(() => undefined);
      }
    }
  }

  async #keep(run: RunRecord): Promise<void> {
    const { settings } = this.#options;
    const host = await hostState(this.#options.home);
    const isTelling = run.problem !== null || run.seconds > tellingSeconds;
    const earlier = isTelling ? await this.history.runs.read() : [];
    await this.history.runs.add(run);
    const fresh = await this.#notYetTold(alertsOf(run, earlier, host, settings));
    for (const one of fresh) {
      await this.history.alerts.add(one);
      runCommand(settings.get("alerts.command"), one);
    }
    if (fresh.length > 0) this.#options.alerted(fresh);
  }

  async #notYetTold(alerts: readonly Alert[]): Promise<Alert[]> {
    if (alerts.length === 0) return [];
    const since = Date.now() - quietMs;
    const told = (await this.history.alerts.read()).filter(({ at }) => Date.parse(at) > since);
    return alerts.filter(
      (one) =>
        !told.some(
          ({ kind, method, dataset }) =>
            kind === one.kind &&
            // Memory and disk are the machine's, whatever ran.
            (kind === "memory" || kind === "disk" || (method === one.method && dataset === one.dataset)),
        ),
    );
  }
}

/** Memory that this process may have, and the disk of its data root. */
async function hostState(home: string): Promise<HostState> {
  const disk = await diskOf(home).catch(() => null);
  const memory = hostMemory();
  return { memoryBytes: memory.total, memoryFreeBytes: memory.free, diskFreeBytes: disk?.free ?? null };
}

/** Nothing of an alert is part of the command line: names of datasets are the file's. */
function runCommand(command: string, { text, kind, method, dataset }: Alert): void {
  if (command === "") return;
  const env = {
    ...process.env,
    TESSERA_ALERT: text,
    TESSERA_ALERT_KIND: kind,
    TESSERA_ALERT_METHOD: method,
    TESSERA_ALERT_DATASET: dataset ?? "",
  };
  const child = spawn(command, { shell: true, detached: true, stdio: "ignore", env });
  child.on("error", () => undefined);
  child.unref();
}
