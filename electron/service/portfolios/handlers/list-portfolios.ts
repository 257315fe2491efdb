import type { portfolioList } from "../../../contract/methods/portfolio.ts";
import type { Handler } from "../../handler.ts";
import { readPortfolios } from "../portfolio-files.ts";

/** portfolio.list */
export const listPortfolios: Handler<typeof portfolioList> = async ({ dataset }, { home }) => {
  const { portfolios, damaged } = await readPortfolios(home);
  return {
    portfolios: portfolios.filter((one) => dataset === undefined || one.dataset === dataset),
    damaged,
  };
};
