/** Which thresholds a run passed, in sentences. */
import type { Alert, RunRecord } from "../../contract/methods/monitor.ts";
import { formatBytes, formatDuration } from "../../contract/text.ts";
import type { Settings } from "../settings/settings.ts";

/** What the machine has left when a run ends. */
export interface HostState {
  readonly memoryBytes: number;
  readonly memoryFreeBytes: number;
  /** Of the disk that the data root lies on; null where that cannot be told. */
  readonly diskFreeBytes: number | null;
}

/** Earlier runs that the usual time is of, and how many there must be. */
const usualOf = 20;
const fewestOfUsual = 5;
/** Below this nobody waits, and other programs decide the time. */
const tellingSeconds = 1;

const isSameKind = (a: RunRecord, b: RunRecord): boolean =>
  a.method === b.method && a.dataset === b.dataset && String(a.backends) === String(b.backends);

/** `earlier` runs in order, this one not among them. */
export function alertsOf(
  run: RunRecord,
  earlier: readonly RunRecord[],
  host: HostState,
  settings: Settings,
): Alert[] {
  const { at, method, dataset } = run;
  const of = dataset === null ? method : `${method} on ${dataset}`;
  const found: Alert[] = [];
  const add = (kind: Alert["kind"], text: string) => found.push({ at, kind, text, method, dataset });

  const factor = settings.get("alerts.slower_than");
  const usual = usualSeconds(run, earlier);
  if (factor > 0 && usual !== null && run.seconds > tellingSeconds && run.seconds > factor * usual) {
    add("speed", `${of} took ${formatDuration(run.seconds)}; ${formatDuration(usual)} is usual.`);
  }
  const most = settings.get("alerts.host_memory_percent");
  const used = 100 * (1 - host.memoryFreeBytes / host.memoryBytes);
  if (most > 0 && used > most) {
    const free = formatBytes(host.memoryFreeBytes);
    add("memory", `${used.toFixed(0)} % of the machine's memory are in use, ${free} are free.`);
  }
  const least = settings.get("alerts.disk_free_gb") * 1e9;
  if (host.diskFreeBytes !== null && host.diskFreeBytes < least) {
    add("disk", `The disk of the data root has ${formatBytes(host.diskFreeBytes)} left.`);
  }
  const limit = settings.get("alerts.failures");
  const failed = failuresInARow(run, earlier);
  if (limit > 0 && failed >= limit) {
    add("failures", `${of} failed ${failed} times in a row: ${run.problem?.message}`);
  }
  return found;
}

/** Median of the last runs of the kind that did not fail; null where there are too few. */
function usualSeconds(run: RunRecord, earlier: readonly RunRecord[]): number | null {
  const alike = earlier.filter((one) => one.problem === null && isSameKind(one, run)).slice(-usualOf);
  if (run.problem !== null || alike.length < fewestOfUsual) return null;
  const sorted = alike.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

function failuresInARow(run: RunRecord, earlier: readonly RunRecord[]): number {
  if (run.problem === null) return 0;
  const alike = earlier.filter(({ method, dataset }) => method === run.method && dataset === run.dataset);
  const good = alike.findLastIndex(({ problem }) => problem === null);
  return alike.length - good;
}
