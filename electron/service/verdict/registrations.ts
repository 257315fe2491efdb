import type { Registration } from "../handler.ts";
import { strategyUniverseHandler } from "./handlers/strategy.ts";

/** The methods of the verdict. */
export const verdictRegistrations: readonly Registration[] = [strategyUniverseHandler];
