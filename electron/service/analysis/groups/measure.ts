import type { GroupStatistic } from "../../../contract/methods/group.ts";
import type { CallContext } from "../../context.ts";
import { noGroup } from "../../engine/addon/figures.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { ObservationGroups } from "./observation-groups.ts";

export interface GroupMeasures {
  /** Statistic by statistic one column per group. */
  readonly values: Float64Array[];
  /** One column per statistic, of all rows that belong to a group. */
  readonly whole: Float64Array[];
}

export interface MeasureGroupsOptions {
  readonly statistics: readonly GroupStatistic[];
  readonly peakFromZero: boolean;
  /** Columns, all when left out. */
  readonly strategies?: Uint32Array | undefined;
}

/** Statistics of the session's strategies in every group, and in all groups together. */
export async function measureGroups(
  session: EngineSession,
  groups: ObservationGroups,
  { statistics, peakFromZero, strategies }: MeasureGroupsOptions,
  call?: CallContext,
): Promise<GroupMeasures> {
  const asked = {
    statistics: Uint32Array.from(statistics, (name) => nativeIds.groupStatistic[name]),
    peakFromZero,
    ...(groups.weights ? { weights: groups.weights } : {}),
  };
  const width = strategies?.length ?? session.strategies;
  const measure = async (groupOf: Uint32Array, count: number, own?: CallContext): Promise<Float64Array[]> => {
    const values = await session.groupStats({ ...asked, groupOf, groups: count }, strategies, own);
    return Array.from({ length: statistics.length * count }, (_, k) =>
      values.subarray(k * width, (k + 1) * width),
    );
  };
  const values = await measure(groups.groupOf, groups.names.length, call);
  const together = groups.groupOf.map((group) => (group === noGroup ? noGroup : 0));
  const quiet = call && { signal: call.signal, progress() {} };
  return { values, whole: await measure(together, 1, quiet) };
}
