import { useEffect, useMemo } from "react";
import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { useHost } from "../bridge/host.ts";
import { useStore } from "../state/store.ts";
import { openPortfolios, portfolioShelf, portfolioStore } from "./shelf.ts";

/** Keeps the portfolios of the window and those of the service alike while the window is there. */
export function usePortfolioShelf(): void {
  const { transport } = useHost();
  useEffect(() => portfolioShelf.open(transport), [transport]);
}

/** Portfolios of a dataset and the one that is open (the newest when none was chosen). */
export function usePortfolios(dataset: string | null): {
  all: readonly SavedPortfolio[];
  open: SavedPortfolio | null;
} {
  const everything = useStore(portfolioStore);
  const chosen = useStore(openPortfolios);
  return useMemo(() => {
    const all = everything.filter((one) => one.dataset === dataset);
    const open = all.find((one) => one.id === chosen[dataset ?? ""]) ?? all[0] ?? null;
    return { all, open };
  }, [everything, chosen, dataset]);
}
