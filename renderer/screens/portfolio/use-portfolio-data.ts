import { useMemo } from "react";
import { portfolioMembers } from "../../../electron/contract/methods/portfolio-members.ts";
import { portfolioSeries } from "../../../electron/contract/methods/portfolio-series.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { Portfolio } from "../../portfolios/portfolio.ts";
import type { useView } from "../../state/use-view.ts";

type View = NonNullable<ReturnType<typeof useView>>;

/** The request part that names a portfolio, by value. */
export function portfolioRequest(view: View, portfolio: Portfolio) {
  return {
    ...view,
    members: portfolio.members,
    ...(portfolio.weights ? { weights: portfolio.weights } : {}),
  };
}

/** What the screens of one portfolio draw: its series, and its members. */
export function usePortfolioData(view: View | null, portfolio: Portfolio | null) {
  const request = useMemo(
    () => (view && portfolio && portfolio.members.length > 0 ? portfolioRequest(view, portfolio) : null),
    [view, portfolio],
  );
  const series = useResult(portfolioSeries, request, ["settings-changed", "datasets-changed"]);
  const members = useResult(portfolioMembers, request, ["settings-changed", "datasets-changed"]);
  return { series, members, request };
}
