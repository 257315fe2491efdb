import {
  portfolioDelete,
  portfolioFiles,
  portfolioList,
  portfolioSave,
} from "../../../contract/methods/portfolio.ts";
import { Problem } from "../../../contract/problem.ts";
import { register } from "../../handler.ts";
import { deletePortfolio, readPortfolios, writePortfolio } from "../portfolio-files.ts";
import { writeResultFolder } from "../result-folder.ts";

/** portfolio.list */
export const portfolioListHandler = register(portfolioList, async ({ dataset }, { home }) => {
  const { portfolios, damaged } = await readPortfolios(home);
  return {
    portfolios: portfolios.filter((one) => dataset === undefined || one.dataset === dataset),
    damaged,
  };
});

/** portfolio.save */
export const portfolioSaveHandler = register(portfolioSave, async ({ portfolio }, { home, emit }) => {
  const { weights, members } = portfolio;
  if (weights && weights.length !== members.length) {
    throw new Problem("bad-request", `${members.length} members have ${weights.length} weights.`);
  }
  const file = await writePortfolio(home, portfolio);
  emit({ kind: "portfolios-changed" });
  return { file };
});

/** portfolio.delete */
export const portfolioDeleteHandler = register(portfolioDelete, async ({ id }, { home, emit }) => {
  const portfolio = await deletePortfolio(home, id);
  emit({ kind: "portfolios-changed" });
  return { portfolio };
});

/** portfolio.files */
export const portfolioFilesHandler = register(portfolioFiles, writeResultFolder);
