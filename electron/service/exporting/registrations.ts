import type { Registration } from "../handler.ts";
import { strategyUltaHandler } from "./handlers/strategy.ts";

/** The methods that make files or reports. */
export const exportingRegistrations: readonly Registration[] = [strategyUltaHandler];
