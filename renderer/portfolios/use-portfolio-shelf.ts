import { useEffect } from "react";
import { useHost } from "../bridge/use-host.ts";
import { portfolioShelf } from "./portfolio-shelf.ts";

/** Keeps the portfolios of the window and those of the service alike while the window is there. */
export function usePortfolioShelf(): void {
  const { transport } = useHost();
  useEffect(() => portfolioShelf.open(transport), [transport]);
}
