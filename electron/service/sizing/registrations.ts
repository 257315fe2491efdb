import type { Registration } from "../handler.ts";
import { kellyAllocateHandler } from "./handlers/kelly.ts";
import { portfolioWeightsHandler } from "./handlers/portfolio.ts";
import { strategyBelievedHandler } from "./handlers/strategy.ts";

/** Methods of what is believed of strategies, what to expect of a portfolio, how to weight it and how large to make it. */
export const sizingRegistrations: readonly Registration[] = [
  kellyAllocateHandler,
  portfolioWeightsHandler,
  strategyBelievedHandler,
];
