import { z } from "zod";
import { defineMethod } from "../method.ts";
import { savedPortfolio } from "../saved-portfolio.ts";

/** Deletes a saved portfolio and answers with it: saving it again brings it back. */
export const portfolioDelete = defineMethod({
  name: "portfolio.delete",
  summary: "Delete a saved portfolio",
  job: false,
  request: z.object({ id: z.uuid() }),
  result: z.object({ portfolio: savedPortfolio }),
});
