import type { ResultOf } from "../../../../contract/method.ts";
import type { ClusterResult, clusterMerge } from "../../../../contract/methods/cluster.ts";
import { countOf } from "../../../../contract/text.ts";
import { describeBasis } from "../../describe/basis.ts";
import { describeSearch } from "../../describe/search.ts";
import type { CliSession } from "../../session.ts";
import { describeSummary } from "../correlate.ts";
import { describeZoneSearch } from "../zone-search.ts";

/** What shards came to: with --json the result of one machine, else in words with its files. */
export async function printMerged(session: CliSession, merged: ResultOf<typeof clusterMerge>): Promise<void> {
  if (session.json) await session.print(merged.found.result, () => "");
  else await session.print(merged, ({ files, found }) => [describeFound(found), ...files].join("\n"));
}

function describeFound(found: ClusterResult): string {
  if (found.kind === "zone-search") return describeZoneSearch(found.result);
  if (found.kind === "search") return describeSearch(found.result);
  // What was merged just now is not kept beside a dataset, whose name would be said.
  if (found.kind === "correlate") return describeSummary(found.result, "");
  if (found.kind === "map") {
    const { strategies, clusters, side } = found.result;
    return `${countOf(strategies.length, "strategy")} in ${countOf(clusters, "cluster")}, ${side} x ${side} blocks`;
  }
  const { strategies, metrics, basis } = found.result;
  return `${countOf(strategies.length, "strategy")} x ${countOf(metrics.length, "metric")}\n${describeBasis(basis)}`;
}
