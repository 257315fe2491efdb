import type { portfolioDelete } from "../../../contract/methods/portfolio.ts";
import type { Handler } from "../../handler.ts";
import { deletePortfolio } from "../portfolio-files.ts";

/** portfolio.delete */
export const removePortfolio: Handler<typeof portfolioDelete> = async ({ id }, { home, emit }) => {
  const portfolio = await deletePortfolio(home, id);
  emit({ kind: "portfolios-changed" });
  return { portfolio };
};
