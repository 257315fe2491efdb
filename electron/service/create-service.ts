import type { JobRecord } from "../contract/job.ts";
import type { Alert } from "../contract/methods/monitor.ts";
import { problemOf } from "../contract/problem.ts";
import { ViewCache } from "./analysis/view/view-cache.ts";
import { createDatasetStore } from "./datasets/store/dataset-store.ts";
import { hasVersionOfJob } from "./datasets/store/made-by-job.ts";
import { storageSettings } from "./datasets/store/root.ts";
import { sweepLeftovers } from "./disk/sweep.ts";
import { createEngine } from "./engine/engine.ts";
import { KeptTrials } from "./engine/kept-trial.ts";
import type { Prober } from "./engine/probe-answer.ts";
import { probeInChild } from "./engine/probe-in-child.ts";
import { JobQueue } from "./jobs/queue.ts";
import { KeptSearches } from "./kept-searches/kept-searches.ts";
import { Monitor } from "./monitoring/monitor.ts";
import type { PdfPrinter } from "./reporting/print-pdf.ts";
import { type Service, wireService } from "./service.ts";
import type { LiveSettings } from "./settings/live-settings.ts";
import { version } from "./version.ts";

export interface ServiceOptions {
  /** Data root; made when it is not there. */
  readonly home: string;
  /** Data roots of earlier versions, where datasets may still lie. */
  readonly olderHomes?: readonly string[];
  readonly settings: LiveSettings;
  /** How GPU backends are tried out; the desktop brings its own, because it has no Node to start. */
  readonly prober?: Prober;
  /** How a page becomes a PDF; the desktop brings its own. */
  readonly printPdf?: PdfPrinter;
  /** Where a line about an alert goes: the log of the host. */
  readonly log?: (line: string) => void;
}

/** The service of one process: store, engine and every method of the contract. */
export function createService({
  home,
  olderHomes = [],
  settings,
  prober,
  printPdf,
  log = () => undefined,
}: ServiceOptions): Service {
  const engine = createEngine({
    backend: process.env.TESSERA_BACKEND ?? settings.get("engine.backend"),
    device: settings.get("engine.device"),
    threads: settings.get("general.threads"),
    memoryLimitBytes: settings.get("engine.memory_limit_gb") * 1e9,
    prober: prober ?? probeInChild(settings.get("engine.probe_timeout_s")),
    trials: new KeptTrials(home),
  });
  void sweepLeftovers(home);
  const datasets = createDatasetStore(home, () => storageSettings(settings));
  return wireService(({ emit, check, execute, call, methods }) => {
    const changed = () => emit({ kind: "jobs-changed" });
    const isApplied = ({ id, request }: JobRecord) => hasVersionOfJob(datasets, request, id);
    const jobs = new JobQueue({ home, settings, check, execute, methods, isApplied, problemOf, changed });
    const searches = new KeptSearches({
      home,
      limit: () => settings.get("search.history"),
      call,
      changed: () => emit({ kind: "searches-changed" }),
    });
    const views = new ViewCache();
    const alerted = (alerts: readonly Alert[]) => {
      for (const { kind, text } of alerts) log(`alert (${kind}): ${text}`);
      emit({ kind: "alerts-changed" });
    };
    const monitor = new Monitor({ home, settings, engine, alerted });
    const parts = { settings, datasets, engine, jobs, searches, views, monitor, printPdf };
    return { home, olderHomes, version, ...parts, emit };
  });
}
