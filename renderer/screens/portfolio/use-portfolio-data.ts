import { useMemo } from "react";
import { portfolioMembers, portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { useView } from "../../state/view.ts";

type View = NonNullable<ReturnType<typeof useView>>;

/** The request part that names a portfolio, by value. */
export function portfolioRequest(view: View, portfolio: SavedPortfolio) {
  return {
    ...view,
    members: portfolio.members,
    ...(portfolio.weights ? { weights: portfolio.weights } : {}),
  };
}

/** What the screens of one portfolio draw: its series, and its members. */
export function usePortfolioData(view: View | null, portfolio: SavedPortfolio | null) {
  const request = useMemo(
    () => (view && portfolio && portfolio.members.length > 0 ? portfolioRequest(view, portfolio) : null),
    [view, portfolio],
  );
  const series = useResult(portfolioSeries, request, ["settings-changed", "datasets-changed"]);
  const members = useResult(portfolioMembers, request, ["settings-changed", "datasets-changed"]);
  return { series, members, request };
}
