import { useMemo } from "react";
import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { useStore } from "../state/use-store.ts";
import { openPortfolios, portfolioStore } from "./portfolio-store.ts";

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
