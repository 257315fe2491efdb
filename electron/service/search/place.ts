import type { SearchAlgorithm } from "../../contract/algorithms.ts";
import { countOf } from "../../contract/text.ts";
import type { Engine } from "../engine/engine.ts";
import type { Settings } from "../settings/settings.ts";
import { defaultEvaluations, planRuns, searchWork, type Table } from "./plan.ts";

/** Where a search by P&L / drawdown of such a table goes, as the settings have its sizes and algorithms, and why. */
export async function placeOfSearches(
  table: Table,
  { engine, settings }: { readonly engine: Engine; readonly settings: Pick<Settings, "get"> },
): Promise<string> {
  if (engine.wanted !== "auto") return `Searches: on ${engine.wanted}, as engine.backend asks.`;
  const minSize = settings.get("search.min_size");
  const plan = {
    objective: "ratio" as const,
    minSize,
    maxSize: Math.max(minSize, settings.get("search.max_size")),
    algorithms: settings.get("search.algorithms") as SearchAlgorithm[],
    warmStart: true,
  };
  const evaluations = settings.get("search.max_evaluations") || defaultEvaluations(plan, table);
  const work = searchWork({ ...plan, evaluations }, table, false);
  if (typeof work === "string") return "Searches: on the processor.";
  const { processor, device, deviceName } = await engine.searchTimes(work);
  const isDevice = (await engine.backendFor(table.observations * table.strategies, work)) !== "cpu";
  const runs = planRuns(plan).length;
  const what = `${countOf(runs, "run")} for P&L / drawdown, ${(runs * evaluations * 1e-6).toFixed(1)} million evaluations`;
  const here = `about ${seconds(processor)} on the processor`;
  if (device === null) {
    const why = deviceName === null ? "" : `; how fast the ${deviceName} would be is not known`;
    return `Searches: on the processor (${what}: ${here}${why}).`;
  }
  const there = `${seconds(device)} on the ${deviceName}`;
  return `Searches: on ${isDevice ? `the ${deviceName}` : "the processor"} (${what}: ${here}, ${there}).`;
}

const seconds = (time: number): string => `${time < 10 ? time.toFixed(1) : Math.round(time)} s`;
