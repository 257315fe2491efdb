import type { Registration } from "../handler.ts";
import {
  portfolioDeleteHandler,
  portfolioFilesHandler,
  portfolioListHandler,
  portfolioSaveHandler,
} from "./handlers/portfolio.ts";

/** Methods of the portfolios that the user keeps, or gives. */
export const portfolioRegistrations: readonly Registration[] = [
  portfolioListHandler,
  portfolioSaveHandler,
  portfolioDeleteHandler,
  portfolioFilesHandler,
];
