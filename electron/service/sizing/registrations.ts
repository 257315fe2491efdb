import type { Registration } from "../handler.ts";
import { kellyAllocateHandler } from "./handlers/kelly.ts";
import { portfolioWeightsHandler } from "./handlers/portfolio.ts";

/** Methods of what to expect of a portfolio, how to weight it and how large to make it. */
export const sizingRegistrations: readonly Registration[] = [kellyAllocateHandler, portfolioWeightsHandler];
