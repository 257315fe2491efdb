import type { Registration } from "../handler.ts";
import { portfolioDeleteHandler, portfolioListHandler, portfolioSaveHandler } from "./handlers/portfolio.ts";

/** Methods of the portfolios that the user keeps. */
export const portfolioRegistrations: readonly Registration[] = [
  portfolioListHandler,
  portfolioSaveHandler,
  portfolioDeleteHandler,
];
