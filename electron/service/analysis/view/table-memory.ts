/** Tables that do not fit in memory are worked on in panels of strategies, one after the other, where the work allows it. */
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { ServiceContext } from "../../context.ts";
import { hostMemory } from "../../host-resources.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Panel } from "./with-view.ts";

/** A view holds its cells about so many times while it is made: as they are read, turned and standardised. */
const copies = 3;

/** Panels that memory has room for: what was read, what is computed, and the rest of the program. */
const panelsInMemory = 16;

const cellBytes = 8;

/** Bytes that this process may take: of the machine, or of the container that it runs in. */
export function memoryOf(settings: Settings): number {
  const asked = settings.get("analysis.memory_gb") * 1e9;
  return asked > 0 ? asked : hostMemory().total;
}

/** The panels of a table that does not fit, whole groups of its rows on the disk; undefined: it fits. */
export async function panelsOf(
  request: Pick<ViewRequest, "dataset" | "version">,
  { datasets, settings }: Pick<ServiceContext, "datasets" | "settings">,
): Promise<Panel[] | undefined> {
  const { dataset, version } = request;
  const { observations, strategies, storage } = await datasets.manifest(dataset, version);
  const memory = memoryOf(settings);
  const cellsOfWhole = observations * strategies;
  if (copies * cellBytes * cellsOfWhole <= memory) return undefined;
  const group = storage.rowGroupStrategies;
  const fits = memory / (panelsInMemory * copies * cellBytes * observations);
  const width = Math.max(1, Math.floor(fits / group)) * group;
  const names = await datasets.strategies(dataset, version);
  return Array.from({ length: Math.ceil(names.length / width) }, (_, k) => ({
    strategies: names.slice(k * width, (k + 1) * width),
    isFirst: k === 0,
    cellsOfWhole,
  }));
}

/** Refuses what rests on the whole of a table that does not fit, before it is read. Throws Problem "out-of-memory". */
export async function refuseLarger(
  request: Pick<ViewRequest, "dataset" | "version">,
  context: Pick<ServiceContext, "datasets" | "settings">,
  what: string,
): Promise<void> {
  if ((await panelsOf(request, context)) === undefined) return;
  throw new Problem("out-of-memory", `${what} rests on the whole table, which does not fit in memory.`, {
    remedy: "Use a machine with more memory; metrics and figures by group need none.",
  });
}
