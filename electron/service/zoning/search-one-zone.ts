import type { SearchRequest } from "../../contract/search.ts";
import { portfolioPnl } from "../analysis/series/portfolio.ts";
import { withView } from "../analysis/view/with-view.ts";
import type { CallContext } from "../call-context.ts";
import { executeSearch } from "../search/execute.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ZonePortfolio } from "./zone-portfolio.ts";

/** Searches on the rows of one zone, after ULTA on those rows. Sizes over the number of strategies become it. */
export function searchOneZone(
  zone: string,
  request: SearchRequest,
  context: ServiceContext,
  call: CallContext,
): Promise<ZonePortfolio> {
  const ofZone = { ...request, rows: { kind: "zone" as const, zone } };
  return withView(ofZone, context, call, async ({ view, session }) => {
    const most = view.matrix.strategies;
    const sizes = {
      ...(request.minSize === undefined ? {} : { minSize: Math.min(request.minSize, most) }),
      ...(request.maxSize === undefined ? {} : { maxSize: Math.min(request.maxSize, most) }),
    };
    const result = await executeSearch({ ...ofZone, ...sizes }, { context, view, session }, call);
    const { columns } = result.best;
    const turned = new Set(view.inversions.map((one) => one.index));
    const source = Uint32Array.from(columns, (column) => view.source[column] as number);
    return {
      zone,
      result,
      finishedAt: new Date(),
      inversions: view.inversions,
      dates: view.observations.map((one) => one.date),
      pnl: portfolioPnl(view.matrix, columns),
      source,
      signs: Int8Array.from(source, (index) => (turned.has(index) ? -1 : 1)),
    };
  });
}
