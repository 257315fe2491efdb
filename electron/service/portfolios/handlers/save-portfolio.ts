import type { portfolioSave } from "../../../contract/methods/portfolio.ts";
import { Problem } from "../../../contract/problem.ts";
import type { Handler } from "../../handler.ts";
import { writePortfolio } from "../portfolio-files.ts";

/** portfolio.save */
export const savePortfolio: Handler<typeof portfolioSave> = async ({ portfolio }, { home, emit }) => {
  const { weights, members } = portfolio;
  if (weights && weights.length !== members.length) {
    throw new Problem("bad-request", `${members.length} members have ${weights.length} weights.`);
  }
  const file = await writePortfolio(home, portfolio);
  emit({ kind: "portfolios-changed" });
  return { file };
};
