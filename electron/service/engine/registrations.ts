import { engineReport } from "../../contract/methods/engine-report.ts";
import { type Registration, register } from "../handler.ts";

/** Methods of the engine. */
export const engineRegistrations: readonly Registration[] = [
  register(engineReport, async (_request, context) => ({
    backends: (await context.engine.report()).map((report) => ({ ...report, devices: [...report.devices] })),
  })),
];
