import { Problem } from "../contract/problem.ts";
import type { Progress, ServiceEvent } from "../contract/transport.ts";
import type { ViewCache } from "./analysis/view/view-cache.ts";
import type { DatasetStore } from "./datasets/store/dataset-store.ts";
import type { Engine } from "./engine/engine.ts";
import type { JobQueue } from "./jobs/queue.ts";
import type { KeptSearches } from "./kept-searches/kept-searches.ts";
import type { Monitor } from "./monitoring/monitor.ts";
import type { PdfPrinter } from "./reporting/print-pdf.ts";
import type { LiveSettings } from "./settings/live-settings.ts";

/** Everything a handler may use. One per process, made by create-service.ts. */
export interface ServiceContext {
  /** Data root: datasets/, results/, jobs/, settings.ini lie below it. */
  readonly home: string;
  /** Data roots of earlier versions: what is still there is said, not shown. */
  readonly olderHomes: readonly string[];
  /** Version of the product, for manifests, capsules and reports. */
  readonly version: string;
  readonly settings: LiveSettings;
  readonly datasets: DatasetStore;
  readonly engine: Engine;
  readonly jobs: JobQueue;
  readonly searches: KeptSearches;
  readonly monitor: Monitor;
  /** Views of datasets that calls work on, kept a while. */
  readonly views: ViewCache;
  /** How a page becomes a PDF where the host can do it itself; else a browser that is installed does. */
  readonly printPdf?: PdfPrinter | undefined;
  emit(event: ServiceEvent): void;
}

/** What every handler gets beside its request: one signal to obey, one place to report to. */
export interface CallContext {
  /** Aborted on cancel, on a lost client and on shutdown. Handlers look at it at least every 50 ms of work. */
  readonly signal: AbortSignal;
  /** Of the queued job that this call is, if it is one: what it makes for good says so, see datasets/version/manifest.ts. */
  readonly job?: string | undefined;
  /** Of the kept search that this call is, if it was started as one. */
  readonly search?: string | undefined;
  /** Cheap to call often; the transport thins it to about 4 Hz. */
  progress(progress: Progress): void;
}

/** Throws Problem "cancelled" once the caller has given up. Between steps that cannot be interrupted. */
export function stopIfCancelled(call: Pick<CallContext, "signal"> | undefined): void {
  if (call?.signal.aborted) throw new Problem("cancelled", "Cancelled.");
}
