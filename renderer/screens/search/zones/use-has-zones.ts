import { zoneSummary } from "../../../../electron/contract/methods/zone.ts";
import { useResult } from "../../../bridge/use-result.ts";

/** Whether the observations of a dataset lie in intraday zones; false until it is known. */
export function useHasZones(dataset: string | undefined): boolean {
  const { data } = useResult(zoneSummary, dataset === undefined ? null : { dataset }, ["datasets-changed"]);
  return (data?.zones.length ?? 0) > 0;
}
