import { portfolioDelete, portfolioList, portfolioSave } from "../../contract/methods/portfolio.ts";
import { type Registration, register } from "../handler.ts";
import { removePortfolio } from "./handlers/delete-portfolio.ts";
import { listPortfolios } from "./handlers/list-portfolios.ts";
import { savePortfolio } from "./handlers/save-portfolio.ts";

/** Methods of the portfolios that the user keeps. */
export const portfolioRegistrations: readonly Registration[] = [
  register(portfolioList, listPortfolios),
  register(portfolioSave, savePortfolio),
  register(portfolioDelete, removePortfolio),
];
