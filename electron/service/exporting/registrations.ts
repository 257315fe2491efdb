import { strategyUlta } from "../../contract/methods/strategy.ts";
import { type Registration, register } from "../handler.ts";
import { reportInversions } from "./handlers/report-inversions.ts";

/** The methods that make files or reports. */
export const exportingRegistrations: readonly Registration[] = [register(strategyUlta, reportInversions)];
